using System.Text.Json;
using CliWrap.Buffered;
using OpsCenter.Testing.Telemetry;
using OpsCenter.V1Traffic.Tests.Processes;

namespace OpsCenter.V1Traffic.Tests.Telemetry;

public class ExportTests
{
    [Fact]
    public async Task Every_operation_that_failed_is_exported_with_its_statements_and_not_every_other()
    {
        await using var database = await V1Database.CreateAsync("a");
        await database.ExecuteAsync(
            "alter table llm_usage_logs add constraint closed check (cost < 0) not valid"
        );
        using var collector = new Collector();

        var result = await RunAsync(collector, database.ConnectionString, "--json");

        var report = JsonDocument.Parse(result.StandardOutput).RootElement;
        var operations = collector.Spans.Where(span => span.IsRoot).ToList();
        var (done, failed) = (Count(report, "done"), Count(report, "failed"));
        failed.ShouldBeGreaterThan(5);
        operations.Count.ShouldBeInRange(failed + 1, failed + done - 1);
        collector.Spans.ShouldContain(span => span.Name == "insert llm_usage_logs" && !span.IsRoot);
        collector.Spans.ShouldNotContain(span => span.Name == "postgresql");
        collector.Spans.ShouldContain(span => span.Name == "start traffic");
    }

    [Fact]
    public async Task Statements_are_not_logged()
    {
        await using var database = await V1Database.CreateAsync("a");
        using var collector = new Collector();

        await RunAsync(collector, database.ConnectionString);

        collector.Metrics.ShouldContain("opscenter.v1_traffic.latency");
        collector.Logs.ShouldNotContain("llm_usage_logs");
    }

    private static int Count(JsonElement report, string name) =>
        report.GetProperty(name).GetInt32();

    private static Task<BufferedCommandResult> RunAsync(
        Collector collector,
        string connection,
        params string[] arguments
    ) =>
        TrafficProcess
            .Command(connection, ["--rate", "50", "--duration", "2s", .. arguments])
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", connection)
                    .Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)
                    .Set("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            )
            .ExecuteBufferedAsync();
}
