using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OpsCenter.ServiceDefaults.Hosting;

namespace OpsCenter.ServiceDefaults.Tests;

public class TelemetryFlushTests
{
    [Fact]
    public async Task Without_a_collector_there_is_nothing_to_wait_for()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults();
        using var host = builder.Build();

        (await host.FlushTelemetryAsync(ProgramEnd.Limit)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_nothing_up_for_ever()
    {
        var builder = Host.CreateApplicationBuilder();
        // Port 9 is the discard service: nothing listens there.
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        builder.AddServiceDefaults();
        var host = builder.Build();
        var started = Stopwatch.GetTimestamp();

        await host.EndAsync();

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(ProgramEnd.Limit * 1.5);
    }
}
