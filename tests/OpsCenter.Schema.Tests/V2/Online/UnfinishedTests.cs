using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>What verify says of a database in which an online run gave up on its way.</summary>
public sealed class UnfinishedTests
{
    private static readonly MigratorOptions Impatient = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(100),
        LockDeadline = TimeSpan.FromMilliseconds(500),
    };

    [Theory]
    [EachMajor]
    public async Task An_apply_that_gave_up_is_not_verified(int major)
    {
        await using var database = await Databases.V1Async(major);
        await GiveUpAsync(database, migrator => migrator.ApplyAsync(Releases.V2));

        (await FailedAsync(database)).ShouldContain(
            "record: begun and not finished; apply resumes it, rollback takes it back"
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_rollback_that_gave_up_is_not_verified_though_everything_is_still_there(
        int major
    )
    {
        await using var database = await Databases.V1Async(major);
        await database.Migrator().ApplyAsync(Releases.V2);
        await GiveUpAsync(database, migrator => migrator.RollbackAsync(Releases.V2));

        (await FailedAsync(database)).ShouldBe([
            "record: its rollback was begun and not finished; rollback resumes it, apply takes it back",
        ]);
    }

    /// <summary>The tables stay locked by a reader until the run has given up.</summary>
    private static async Task GiveUpAsync(TestDatabase database, Func<Migrator, Task> run)
    {
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync(
            "begin; lock table llm_providers, llm_usage_logs in access share mode"
        );
        await Should.ThrowAsync<LockTimeoutException>(() => run(database.Migrator(Impatient)));
        await reader.RunAsync("commit");
    }

    private static async Task<IReadOnlyList<string>> FailedAsync(TestDatabase database)
    {
        var report = await database.Migrator().VerifyAsync(Releases.V2);
        return
        [
            .. report
                .Checks.Where(check => !check.Passed)
                .Select(check => $"{check.Subject}: {check.Message}"),
        ];
    }
}
