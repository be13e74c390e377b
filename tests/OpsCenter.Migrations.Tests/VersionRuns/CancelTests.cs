using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A run that is cancelled says what stays, what is done, what is left and what is next.</summary>
public sealed class CancelTests
{
    [Fact]
    public async Task An_apply_says_what_is_done_and_what_is_left()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a (id int);")
            .With("2_b", "create table b (id int);\nselect pg_sleep(60);")
            .With("3_c", "create table c (id int);")
            .With("4_d", "create table d (id int);");

        var error = await CancelledAsync(
            test,
            "apply 2 b",
            (migrator, token) => migrator.ApplyAsync(token)
        );

        error.Message.ShouldBe(
            "Cancelled in 2 b. Its script was rolled back; the migrations before it stay.\nDone: 1 a.\nLeft: 2 b; and 2 more."
        );
        error.Remedy.ShouldStartWith("Next: repeat the command, it goes on from there");
        (await test.ScalarAsync<bool>("select to_regclass('b') is null")).ShouldBeTrue();
        (await test.Migrator().StatusAsync())
            .Versions.Count(version => version.State == VersionState.Applied)
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_script_in_parts_keeps_what_is_done_of_it()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_a",
            "-- opscenter: no-transaction\ncreate index concurrently on reader (name);\nselect pg_sleep(60);"
        );

        var error = await CancelledAsync(
            test,
            "apply 1 a",
            (migrator, token) => migrator.ApplyAsync(token)
        );

        error.Message.ShouldContain("What its script had done part by part stays");
        error.Message.ShouldContain("\nDone: nothing.\nLeft: 1 a.");
    }

    [Fact]
    public async Task A_rollback_says_it_too()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a (id int);", "select pg_sleep(60);")
            .With("2_b", "create table b (id int);", "drop table b;");
        await test.Migrator().ApplyAsync();

        var error = await CancelledAsync(
            test,
            "roll back 1 a",
            (migrator, token) => migrator.RollbackAsync(token),
            new FolderOptions { To = "0" }
        );

        error.Message.ShouldContain("\nDone: 2 b.\nLeft: 1 a.");
    }

    private static async Task<MigrationCancelledException> CancelledAsync(
        FolderCase test,
        string at,
        Func<FolderMigrator, CancellationToken, Task> run,
        FolderOptions? folder = null
    )
    {
        using var cancel = new CancellationTokenSource();
        var migrator = test.Migrator(
            folder,
            new MigratorOptions
            {
                Progress = new Listener(message =>
                {
                    if (message == at)
                    {
                        cancel.CancelAfter(TimeSpan.FromSeconds(2));
                    }
                }),
            }
        );
        // Shouldly sees of a cancelled task only that it was cancelled.
        return await Assert.ThrowsAsync<MigrationCancelledException>(() =>
            run(migrator, cancel.Token)
        );
    }

    private sealed class Listener(Action<string> hear) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => hear(value.Message);
    }
}
