using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Telemetry;

public class ExportTests
{
    [Fact]
    public async Task Every_span_of_a_run_is_exported_before_the_process_ends()
    {
        await using var database = await V1Database.CreateAsync();
        using var collector = new Collector();

        await RunAsync(collector, database.ConnectionString, "worker");

        collector.Traces.ShouldContain("create_llm_management_tables_v2.sql");
        foreach (
            var span in new[] { "runner lock", "digest", "script", "statement", "apply", "verify" }
        )
        {
            collector.Traces.ShouldContain(span);
        }

        collector.Metrics.ShouldContain("opscenter.script.duration");
    }

    [Fact]
    public async Task A_run_that_fails_exports_why()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        using var collector = new Collector();

        await RunAsync(collector, database.ConnectionString, "apply");

        collector.Traces.ShouldContain("table llm_providers does not exist");
    }

    [Fact]
    public async Task The_password_is_in_nothing_that_is_exported()
    {
        await using var database = await V1Database.CreateAsync();
        using var collector = new Collector();
        const string password = "correct-horse-battery";
        var role = $"exporter_{database.Name}";
        await database.ExecuteAsync($"create role {role} superuser login password '{password}'");
        try
        {
            await RunAsync(collector, database.ConnectionStringFor(role, password), "worker");

            collector.Traces.ShouldContain("statement");
            collector.Everything.ShouldNotContain(password);
        }
        finally
        {
            await database.ExecuteAsync($"reassign owned by {role} to current_user");
            await database.ExecuteAsync($"drop role {role}");
        }
    }

    private static Task<BufferedCommandResult> RunAsync(
        Collector collector,
        string connection,
        string command
    ) =>
        OpsCenterProcess
            .Command(connection, command)
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", connection)
                    .Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)
                    .Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            )
            .ExecuteBufferedAsync();
}
