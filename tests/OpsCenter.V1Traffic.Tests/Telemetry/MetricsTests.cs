using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OpsCenter.ServiceDefaults;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Tests.Telemetry;

public class MetricsTests
{
    [Fact]
    public async Task Every_operation_is_measured_and_every_error_counted()
    {
        await using var database = await V1Database.CreateAsync("a");
        await database.ExecuteAsync(
            "alter table llm_usage_logs add constraint closed check (cost < 0) not valid"
        );
        var measured = new ConcurrentDictionary<string, long>();
        using var listener = Listen(measured);
        await using var source = database.ForTraffic();
        await using var run = await TrafficRun.StartAsync(
            source,
            new TrafficOptions
            {
                RatePerSecond = 50,
                Duration = TimeSpan.FromSeconds(0.5),
                Mix = OperationMix.Only(OperationKind.RecordUsage),
                Clients = 1,
            }
        );

        await run.Ended;

        // Other tests may send traffic at the same time.
        var failed = run.Report().Operations.Failed;
        failed.ShouldBeGreaterThan(0);
        measured["opscenter.v1_traffic.latency"].ShouldBeGreaterThanOrEqualTo(failed);
        measured["opscenter.v1_traffic.errors 23514"].ShouldBeGreaterThanOrEqualTo(failed);
    }

    [Fact]
    public async Task Durations_have_buckets_in_seconds_that_tell_milliseconds_apart()
    {
        await using var database = await V1Database.CreateAsync("a");
        var finest = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument is Histogram<double> { Unit: "s" } duration)
                {
                    finest[duration.Name] =
                        duration.Advice?.HistogramBucketBoundaries?[0] ?? double.MaxValue;
                }
            },
        };
        listener.Start();
        await using var source = database.ForTraffic();
        await using var run = await TrafficRun.StartAsync(source, new TrafficOptions());
        await run.StopAsync();

        finest.Keys.ShouldContain("opscenter.v1_traffic.latency");
        finest.Keys.ShouldContain("db.client.operation.duration");
        finest.Values.ShouldAllBe(boundary => boundary <= 0.01);
    }

    private static MeterListener Listen(ConcurrentDictionary<string, long> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == TelemetryNames.V1Traffic)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>(
            (instrument, _, _, _) => measured.AddOrUpdate(instrument.Name, 1, (_, n) => n + 1)
        );
        listener.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag.Key == "error.type")
                    {
                        measured.AddOrUpdate($"{instrument.Name} {tag.Value}", 1, (_, n) => n + 1);
                    }
                }
            }
        );
        listener.Start();
        return listener;
    }
}
