using System.Diagnostics;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>An online run that somebody keeps waiting.</summary>
public sealed class LockWaitTests
{
    private static readonly MigratorOptions Impatient = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(100),
        LockDeadline = TimeSpan.FromSeconds(2),
    };

    [Theory]
    [EachMajor]
    public async Task Behind_a_long_reader_it_gives_up_at_the_deadline_and_names_it_without_literals(
        int major
    )
    {
        await using var database = await Databases.V1Async(major);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync(
            "begin; select count(*) from llm_usage_logs where user_id = 'secret-4711'"
        );

        var error = await Should.ThrowAsync<LockTimeoutException>(() =>
            database.Migrator(Impatient).ApplyAsync(Releases.V2)
        );

        error.Message.ShouldContain($"pid {reader.ProcessID}");
        error.Message.ShouldContain("where user_id = ?");
        error.Message.ShouldNotContain("4711");
        error.Message.ShouldContain("; add to public.llm_providers.");
        error.Message.ShouldContain("Left: add to public.llm_usage_logs;");
    }

    /// <summary>It asks, gives way and asks again: between two requests nobody keeps it waiting, and status still names the holder.</summary>
    [Fact]
    public async Task Status_tells_whom_a_run_waits_for()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_usage_logs");
        var patient = Impatient with { LockDeadline = TimeSpan.FromMinutes(1) };
        var run = database.Migrator(patient).ApplyAsync(Releases.V2);

        await Eventually.TrueAsync(async () =>
            (await database.Migrator(patient).StatusAsync(Releases.V2)).RunnerWaitsFor.Any(holder =>
                holder.Contains($"pid {reader.ProcessID}", StringComparison.Ordinal)
            )
        );
        await reader.RunAsync("commit");
        await run;

        (await database.Migrator().StatusAsync(Releases.V2)).RunnerWaitsFor.ShouldBeEmpty();
    }

    [Theory]
    [EachMajor]
    public async Task A_later_run_goes_on_where_one_gave_up(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var plain = await Databases.V2Async(major);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_usage_logs");
        await Should.ThrowAsync<LockTimeoutException>(() =>
            database.Migrator(Impatient).ApplyAsync(Releases.V2)
        );
        await reader.RunAsync("commit");

        var report = await database.Migrator().ApplyAsync(Releases.V2);

        report.Outcome.ShouldBe(ApplyOutcome.Completed);
        (await SchemaSnapshot.TakeAsync(database, "public")).ShouldEqual(
            await SchemaSnapshot.TakeAsync(plain, "public")
        );
        (await database.ScalarAsync<long>("select count(*) from opscenter.journal")).ShouldBe(1);
    }

    [Theory]
    [EachMajor]
    public async Task While_it_waits_for_a_long_reader_nobody_waits_for_it(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_usage_logs");
        await Task.Delay(200);
        var waiting = database.Migrator(Impatient).ApplyAsync(Releases.V2);
        var longest = TimeSpan.Zero;

        while (!waiting.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            await database.ExecuteAsync("insert into llm_usage_logs (user_id) values ('u')");
            longest = TimeSpan.FromTicks(
                Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(started).Ticks)
            );
        }

        await Should.ThrowAsync<LockTimeoutException>(() => waiting);
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(1.5));
    }

    [Theory]
    [EachMajor]
    public async Task It_says_who_it_waits_for_while_it_waits(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_providers");
        var told = new List<string>();
        var migrator = database.Migrator(
            Impatient with
            {
                LockDeadline = TimeSpan.FromSeconds(30),
                Progress = new Listener(message =>
                {
                    lock (told)
                    {
                        told.Add(message);
                    }
                }),
            }
        );

        var applying = migrator.ApplyAsync(Releases.V2);
        while (!IsToldOf(told, reader.ProcessID) && !applying.IsCompleted)
        {
            await Task.Delay(50);
        }

        await reader.RunAsync("commit");

        (await applying).Outcome.ShouldBe(ApplyOutcome.Applied);
        IsToldOf(told, reader.ProcessID).ShouldBeTrue(string.Join('\n', told));
    }

    private static bool IsToldOf(List<string> told, int pid)
    {
        lock (told)
        {
            return told.Exists(line =>
                line.StartsWith($"Waiting for pid {pid} (", StringComparison.Ordinal)
                && line.Contains(", to add to public.llm_providers", StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [EachMajor]
    public async Task A_cancelled_run_says_where_it_stopped_and_a_rollback_takes_it_back(int major)
    {
        await using var database = await Databases.V1Async(major);
        var v1 = await DatabaseState.TakeAsync(database);
        await using var reader = await database.DataSource.OpenConnectionAsync();
        await reader.RunAsync("begin; select count(*) from llm_usage_logs");
        using var cancelling = new CancellationTokenSource();
        var applying = database
            .Migrator(Impatient with { LockDeadline = TimeSpan.FromMinutes(1) })
            .ApplyAsync(Releases.V2, cancelling.Token);
        await WaitForAsync(
            database,
            "select exists (select from pg_attribute where attname = 'base_url')"
        );

        await cancelling.CancelAsync();

        var error = await Assert.ThrowsAsync<MigrationCancelledException>(() => applying);
        error.Message.ShouldContain("; add to public.llm_providers.");
        await reader.RunAsync("commit");
        (await database.Migrator().RollbackAsync(Releases.V2)).Outcome.ShouldBe(
            RollbackOutcome.RolledBack
        );
        await v1.ShouldBeRestoredAsync();
    }

    private static Task WaitForAsync(TestDatabase database, string condition) =>
        Eventually.TrueAsync(() => database.ScalarAsync<bool>(condition));

    private sealed class Listener(Action<string> hear) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => hear(value.Message);
    }
}
