namespace OpsCenter.Aspire.Hosting.Tests.Running;

public class MigrationRunnerTests
{
    private const string Status = """status) report '{"standing": "STANDING", "history": []}';;""";

    [Theory]
    [InlineData(0, "Applied")]
    [InlineData(8, "Failed")]
    public async Task What_somebody_else_applied_is_verified_before_it_counts_as_applied(
        int verification,
        string state
    )
    {
        await using var migration = With(
            "applied",
            $"verify) report '{{}}'; exit {verification};;"
        );
        await migration.RunAsync("status");
        migration.State.ShouldBe(state);
    }

    [Theory]
    [InlineData("applied", "Applied")]
    [InlineData("rollback-interrupted", "Failed")]
    [InlineData("rolled-back-outside-service", "Rolled back")]
    public async Task After_an_interrupted_rollback_the_database_says_where_it_stands(
        string standing,
        string state
    )
    {
        await using var migration = With(standing, "rollback) exit 130;;");
        migration.Resource.Standing.State = SqlMigrationStates.Applied;
        await migration.RunAsync("rollback");
        migration.State.ShouldBe(state);
    }

    [Fact]
    public async Task The_database_is_asked_also_after_a_run_that_its_caller_has_interrupted()
    {
        await using var migration = With("apply-interrupted", Interruptible("worker"));
        using var caller = new CancellationTokenSource();
        var run = migration.RunAsync("apply", caller.Token);
        await migration.SeesAsync("started");
        await caller.CancelAsync();
        (await run).ExitCode.ShouldBe(130);
        migration.State.ShouldBe("Failed");
    }

    [Fact]
    public async Task A_plan_that_finds_it_rolled_back_from_elsewhere_shows_that()
    {
        await using var migration = With("rolled-back-outside-service", "plan) report '{}';;");
        migration.Resource.Standing.State = SqlMigrationStates.Applied;
        await migration.RunAsync("plan");
        migration.State.ShouldBe("Rolled back");
    }

    [Fact]
    public async Task A_plan_that_cannot_be_started_does_not_make_an_applied_migration_failed()
    {
        await using var migration = With("applied", "");
        migration.Resource.Standing.State = SqlMigrationStates.Applied;
        migration.RemoveProgram();
        await Should.ThrowAsync<DistributedApplicationException>(() => migration.RunAsync("plan"));
        migration.State.ShouldBe("Applied");
    }

    [Fact]
    public async Task A_command_that_runs_at_the_start_does_not_keep_it_from_being_applied()
    {
        await using var migration = With(
            "pending",
            """
            plan) : > started; while [ ! -e go ]; do sleep 0.05; done; report '{}';;
            worker) report '{}';;
            """
        );
        var plan = migration.RunAsync("plan");
        await migration.SeesAsync("started");
        var start = migration.StartAsync();
        migration.Touch("go");
        await plan;
        await start;
        migration.State.ShouldBe("Applied");
    }

    [Fact]
    public async Task A_run_begins_with_the_state_that_the_run_before_has_left()
    {
        await using var migration = With("applied", "worker) report '{}';;");
        migration.Resource.Standing.TryBegin().ShouldBeTrue();
        migration.Resource.Standing.State = SqlMigrationStates.Applying;
        migration.Resource.Standing.TryBegin().ShouldBeFalse();
        migration.Resource.Standing.End(SqlMigrationStates.Applied);
        migration.Resource.Standing.TryBegin().ShouldBeTrue();
        migration.State.ShouldBe("Applied");
    }

    [Theory]
    [InlineData("applied", 0, "Applied")]
    [InlineData("rolled-back-outside-service", 0, "Rolled back")]
    [InlineData("applied", 3, "Applied")]
    public async Task The_health_check_asks_the_database(
        string standing,
        int exitCode,
        string state
    )
    {
        await using var migration = new ScriptedMigration(
            $"report '{{\"standing\": \"{standing}\"}}'; exit {exitCode}"
        );
        migration.Resource.Standing.State = SqlMigrationStates.Applied;
        var asked = await migration.Runner.RefreshAsync(migration.Resource, default);
        asked.ShouldBe(exitCode);
        migration.State.ShouldBe(state);
        migration.Resource.Standing.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task An_application_that_is_asked_to_end_while_it_starts_ends_its_run_first()
    {
        await using var migration = With("pending", Interruptible("worker"));
        var start = migration.StartAsync();
        await migration.SeesAsync("started");
        await migration.StopAsync();
        migration.Has("interrupted").ShouldBeTrue();
        // The run has ended; what awaits it goes on at about the same time.
        await Task.WhenAny(start, Task.Delay(TimeSpan.FromSeconds(10)));
        start.IsCompleted.ShouldBeTrue();
    }

    private static ScriptedMigration With(string standing, string cases) =>
        new(
            $"""
            case $command in
            {Status.Replace("STANDING", standing, StringComparison.Ordinal)}
            {cases}
            *) exit 1;;
            esac
            """
        );

    /// <summary>It ignores SIGINT, as everything does that a script has started in the background.</summary>
    private static string Interruptible(string command) =>
        $"""
            {command})
                trap '' INT
                trap ': > interrupted; exit 130' TERM
                : > started
                while :; do sleep 0.05; done;;
            """;
}
