using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>An approved plan whose run was interrupted is still approved: repeating the command does the rest of it.</summary>
public sealed class ResumedPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string PlanPath => Path.Combine(_folder.Path, "plan.json");

    [Theory]
    [InlineData("apply")]
    [InlineData("rollback", "--rollback")]
    public async Task A_run_that_gave_up_a_lock_goes_on(string command, params string[] planned)
    {
        await using var database =
            planned.Length == 0
                ? await V1Database.CreateAsync()
                : await V1Database.CreateAppliedAsync();
        await OpsCenterProcess.RunAsync(database, ["plan", .. planned, "--out", PlanPath]);

        var interrupted = await InterruptedAsync(database, "llm_usage_logs", command);
        var resumed = await RunAsync(database, command);

        interrupted.ExitCode.ShouldBe(ExitCodes.Locked, interrupted.StandardError);
        resumed.ExitCode.ShouldBe(ExitCodes.Done, resumed.StandardError);
    }

    [Fact]
    public async Task Another_change_after_the_interruption_is_refused()
    {
        await using var database = await V1Database.CreateAsync();
        await OpsCenterProcess.RunAsync(database, "plan", "--out", PlanPath);
        await InterruptedAsync(database, "llm_usage_logs", "apply");
        await database.ExecuteAsync("alter table llm_usage_logs add provider text");

        var resumed = await RunAsync(database, "apply");

        resumed.ExitCode.ShouldBe(ExitCodes.Refused, resumed.StandardOutput);
        resumed.StandardError.ShouldContain(
            "not planned: keep column public.llm_usage_logs.provider, which differs"
        );
    }

    [Fact]
    public async Task The_remedy_of_a_rollback_names_the_plan_of_a_rollback()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await OpsCenterProcess.RunAsync(database, "plan", "--rollback", "--out", PlanPath);
        await database.ExecuteAsync("drop table model_pricing");

        var refused = await RunAsync(database, "rollback");

        refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.StandardOutput);
        refused.StandardError.ShouldContain("opscenter plan --rollback --out");
    }

    [Fact]
    public async Task A_folder_goes_on_with_the_migrations_that_are_left()
    {
        await using var database = await V1Database.CreateAsync();
        _folder.With("1_a.up.sql", "create table a (id int);");
        _folder.With("2_b.up.sql", "alter table llm_models add note text;");
        string[] folder = ["--migrations", _folder.Path];
        await OpsCenterProcess.RunAsync(database, ["plan", .. folder, "--out", PlanPath]);

        var interrupted = await InterruptedAsync(database, "llm_models", "apply", folder);
        var resumed = await RunAsync(database, "apply", folder);

        interrupted.ExitCode.ShouldBe(ExitCodes.Locked, interrupted.StandardError);
        resumed.ExitCode.ShouldBe(ExitCodes.Done, resumed.StandardError);
        (await database.ScalarAsync<bool>("select to_regclass('a') is not null")).ShouldBeTrue();
    }

    private async Task<BufferedCommandResult> InterruptedAsync(
        TestDatabase database,
        string table,
        string command,
        params string[] arguments
    )
    {
        await using var holder = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using var take = holder.CreateCommand();
        take.CommandText = $"lock table {table} in access share mode";
        await take.ExecuteNonQueryAsync();
        return await RunAsync(database, command, [.. arguments, "--lock-deadline", "1s"]);
    }

    private Task<BufferedCommandResult> RunAsync(
        TestDatabase database,
        string command,
        params string[] arguments
    ) => OpsCenterProcess.RunAsync(database, [command, .. arguments, "--plan", PlanPath, "--yes"]);
}
