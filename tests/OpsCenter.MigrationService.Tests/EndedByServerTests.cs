using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests;

/// <summary>Somebody on the server ends a session of the run, or a statement of it: it is told as that.</summary>
public class EndedByServerTests
{
    private const string Ours =
        "from pg_stat_activity where datname = current_database() and application_name = 'opscenter'";

    [Theory]
    [InlineData("pg_cancel_backend", "--no-digest", "cancelled-on-server", "Somebody cancelled a")]
    [InlineData(
        "pg_cancel_backend",
        "--single-transaction",
        "cancelled-on-server",
        "Somebody cancelled a"
    )]
    [InlineData(
        "pg_terminate_backend",
        "--no-digest",
        "connection-lost",
        "The server ended a session"
    )]
    public async Task While_it_waits_for_a_lock(
        string function,
        string option,
        string id,
        string part
    )
    {
        await using var database = await V1Database.CreateAsync();
        await using var blocker = await database.DataSource.OpenConnectionAsync();
        await using var hold = blocker.CreateCommand();
        hold.CommandText = "begin; lock table llm_providers in access share mode";
        await hold.ExecuteNonQueryAsync();
        var run = OpsCenterProcess.RunAsync(database, "apply", "--lock-timeout", "60s", option);
        var waiting = $"{Ours} and wait_event_type = 'Lock'";
        await UntilAsync(database, $"select exists (select {waiting})");

        await database.ExecuteAsync($"select {function}(pid) {waiting}");

        ShouldEnd(await run, id, part);
    }

    [Fact]
    public async Task While_it_seeds()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        var run = OpsCenterProcess.RunAsync(database, "seed", "--usage-rows", "5000000");
        var seeding = $"{Ours} and query like '%sample data for shape%'";
        await UntilAsync(database, $"select exists (select {seeding})");

        await database.ExecuteAsync($"select pg_cancel_backend(pid) {seeding}");

        ShouldEnd(await run, "cancelled-on-server", "Somebody cancelled a statement");
        (
            await database.ScalarAsync<bool>("select to_regclass('llm_providers') is null")
        ).ShouldBeTrue();
    }

    private static void ShouldEnd(BufferedCommandResult result, string id, string part)
    {
        result.ExitCode.ShouldBe(ExitCodes.CannotConnect, result.StandardError);
        result.StandardError.TrimEnd().Split('\n')[^1].ShouldBe(id, result.StandardError);
        result.StandardError.ShouldContain(part);
    }

    private static Task UntilAsync(TestDatabase database, string condition) =>
        Eventually.TrueAsync(() => database.ScalarAsync<bool>(condition));
}
