using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpsCenter.Migrations.Telemetry;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Telemetry;

public class MigrationTelemetryTests
{
    [Fact]
    public async Task A_script_and_each_statement_have_a_span_with_the_notices_as_events()
    {
        await using var shop = await Shop.CreateAsync();
        using var root = new Activity("test").Start();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(root, spans);

        await Shop.Migrator(shop).ApplyAsync(Shop.WithStatement("select 1;"));

        var script = spans.Single(span =>
            span.OperationName.StartsWith("run ", StringComparison.Ordinal)
        );
        var statements = spans.Where(span => span.ParentSpanId == script.SpanId).ToList();
        statements.Select(span => span.GetTagItem("opscenter.statement")).ShouldBe([1, 2]);
        statements[0].Events.ShouldContain(notice => notice.Name == "table invoices");
    }

    [Fact]
    public async Task A_failed_statement_carries_its_sqlstate()
    {
        await using var shop = await Shop.CreateAsync();
        using var root = new Activity("test").Start();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(root, spans);

        await Should.ThrowAsync<Exception>(() =>
            Shop.Migrator(shop).ApplyAsync(Shop.Of("select 1 / 0"))
        );

        var failed = spans.Single(span => span.GetTagItem("opscenter.statement") is 1);
        failed.Status.ShouldBe(ActivityStatusCode.Error);
        failed.GetTagItem("db.response.status_code").ShouldBe("22012");
    }

    [Fact]
    public async Task Each_duration_has_buckets_from_milliseconds_to_an_hour()
    {
        var buckets = new ConcurrentDictionary<string, IReadOnlyList<double>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (
                    instrument is Histogram<double> duration
                    && instrument.Meter.Name == MigrationTelemetry.Name
                )
                {
                    buckets[duration.Name] = duration.Advice?.HistogramBucketBoundaries ?? [];
                }
            },
        };
        listener.Start();
        await using var shop = await Shop.CreateAsync();

        await Shop.Migrator(shop).ApplyAsync(Shop.WithStatement("select 1;"));

        buckets.Keys.ShouldContain("opscenter.script.duration");
        buckets.Values.ShouldAllBe(bounds => bounds.Count > 0);
        buckets.Values.ShouldAllBe(bounds => bounds.Min() < 0.01 && bounds.Max() == 3600);
    }

    // Tests run side by side: only this test's trace counts.
    private static ActivityListener Listen(Activity root, ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MigrationTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId)
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
