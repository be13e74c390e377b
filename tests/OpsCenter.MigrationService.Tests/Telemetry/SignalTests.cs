using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;
using OpsCenter.Testing.Telemetry;

namespace OpsCenter.MigrationService.Tests.Telemetry;

/// <summary>The end of a run by a signal, while an endpoint for telemetry is set. An orchestrator kills a process some 6 s after it.</summary>
public class SignalTests
{
    // The program allows itself 3 s, the SDK would wait for 10 and more; what lies between is for a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task An_endpoint_that_accepts_and_never_answers_does_not_hold_up_the_end(
        string protocol
    )
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        (await EndAsync($"http://{silent.LocalEndpoint}", protocol)).ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task An_endpoint_where_nobody_listens_does_not_hold_up_the_end() =>
        (await EndAsync($"http://127.0.0.1:{FreePort.Find()}", "grpc")).ShouldBeLessThan(Limit);

    [Fact]
    public async Task A_live_endpoint_gets_the_trace_of_a_run_that_was_cancelled()
    {
        using var collector = new Collector();

        (await EndAsync(collector.Address, "http/protobuf")).ShouldBeLessThan(Limit);

        collector.Spans.ShouldContain(span => span.Name == "opscenter worker");
    }

    /// <summary>Sends SIGTERM to a worker that waits for another runner.</summary>
    /// <returns>How long it took to end.</returns>
    private static async Task<TimeSpan> EndAsync(string endpoint, string protocol)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        await using var database = await V1Database.CreateAsync();
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var hold = other.CreateCommand();
        hold.CommandText = "select pg_advisory_lock(hashtextextended('opscenter.journal', 0))";
        await hold.ExecuteNonQueryAsync();
        var running = OpsCenterProcess
            .Command(database.ConnectionString, "worker")
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", database.ConnectionString)
                    .Set("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
                    .Set("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)
            )
            .ExecuteBufferedAsync();
        await Eventually.TrueAsync(async () =>
            await database.ScalarAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'opscenter'"
            ) > 0
        );
        await Task.Delay(TimeSpan.FromSeconds(1));

        var signalled = Stopwatch.GetTimestamp();
        await Cli.Wrap("/bin/kill")
            .WithArguments(["-TERM", running.ProcessId.ToString(CultureInfo.InvariantCulture)])
            .ExecuteAsync();
        var result = await running;

        result.ExitCode.ShouldBe(ExitCodes.Cancelled, result.StandardError);
        return Stopwatch.GetElapsedTime(signalled);
    }
}
