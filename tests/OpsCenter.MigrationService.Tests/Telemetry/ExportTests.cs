using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Schema;
using OpsCenter.Testing.Telemetry;

namespace OpsCenter.MigrationService.Tests.Telemetry;

public class ExportTests
{
    [Theory]
    [InlineData("opscenter worker")]
    [InlineData("apply v2")]
    [InlineData("take the runner lock")]
    [InlineData("preflight v2")]
    [InlineData("digest llm_usage_logs")]
    [InlineData("run create_llm_management_tables_v2.sql")]
    [InlineData("build index idx_llm_usage_logs_provider on public.llm_usage_logs (provider)")]
    [InlineData("verify v2")]
    public async Task A_span_says_what_was_done(string name) =>
        (await WorkerAsync()).Spans.Select(span => span.Name).ShouldContain(name);

    [Fact]
    public async Task A_run_is_one_trace()
    {
        var spans = (await WorkerAsync()).Spans;

        spans.Select(span => span.TraceId).Distinct().ShouldHaveSingleItem();
        spans.Single(span => span.IsRoot).Name.ShouldBe("opscenter worker");
        spans.Count(span => span.Name == "postgresql").ShouldBe(0);
    }

    [Fact]
    public async Task The_text_of_a_script_is_not_exported()
    {
        var middle = Releases.V2.Forward.Text.Substring(Releases.V2.Forward.Text.Length / 2, 200);

        (await WorkerAsync()).Everything.ShouldNotContain(middle);
    }

    [Fact]
    public async Task The_seed_is_one_trace()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        using var collector = new Collector();

        await RunAsync(collector, database.ConnectionString, "seed");

        collector.Spans.Select(span => span.TraceId).Distinct().ShouldHaveSingleItem();
        collector.Spans.Select(span => span.Name).ShouldBe(["seed shape a", "opscenter seed"]);
    }

    [Fact]
    public async Task Every_kind_of_telemetry_names_environment_version_and_service()
    {
        var collector = await WorkerAsync();

        foreach (var kind in new[] { collector.Traces, collector.Metrics, collector.Logs })
        {
            kind.ShouldContain("deployment.environment.name");
            kind.ShouldContain("Rehearsal");
            kind.ShouldContain("service.version");
            kind.ShouldContain("migration-under-test");
            kind.ShouldContain("given-instance-id");
        }

        collector.Metrics.ShouldContain("opscenter.script.duration");
    }

    [Fact]
    public async Task A_refused_run_logs_each_obstacle_and_prints_it_once()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        using var collector = new Collector();

        var result = await RunAsync(collector, database.ConnectionString, "apply");

        result.ExitCode.ShouldBe(ExitCodes.Refused);
        collector.Traces.ShouldContain("table llm_providers does not exist");
        foreach (var table in new[] { "llm_providers", "llm_usage_logs" })
        {
            var message = $"table {table} does not exist";
            collector.Logs.ShouldContain(message);
            result.StandardError.Split(message).Length.ShouldBe(2, result.StandardError);
        }

        foreach (var field in new[] { "Error", "Rule", "Object", "Remedy", "shapes-and-types" })
        {
            collector.Logs.ShouldContain(field);
        }
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

            collector.Traces.ShouldContain("apply v2");
            collector.Everything.ShouldNotContain(password);
        }
        finally
        {
            await database.ExecuteAsync($"reassign owned by {role} to current_user");
            await database.ExecuteAsync($"drop role {role}");
        }
    }

    private static readonly Lazy<Task<Collector>> Worker = new(async () =>
    {
        await using var database = await V1Database.CreateAsync();
        var collector = new Collector();
        await RunAsync(collector, database.ConnectionString, "worker");
        collector.Dispose();
        return collector;
    });

    /// <summary>What one run of the worker exported, for all tests that only read it.</summary>
    private static Task<Collector> WorkerAsync() => Worker.Value;

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
                    .Set("DOTNET_ENVIRONMENT", "Rehearsal")
                    .Set("OTEL_SERVICE_NAME", "migration-under-test")
                    .Set("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=given-instance-id")
                    .Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)
                    .Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            )
            .ExecuteBufferedAsync();
}
