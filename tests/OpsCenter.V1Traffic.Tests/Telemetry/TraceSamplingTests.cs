using System.Diagnostics;
using OpenTelemetry;
using OpsCenter.V1Traffic.Telemetry;

namespace OpsCenter.V1Traffic.Tests.Telemetry;

public sealed class TraceSamplingTests : IDisposable
{
    private readonly List<string> _exported = [];
    private readonly ManualClock _clock = new();
    private readonly TraceSampling _sampling;

    public TraceSamplingTests()
    {
        _sampling = new TraceSampling(new Exporter(_exported), _clock);
        Trace("first");
        _exported.Clear();
    }

    public void Dispose() => _sampling.Dispose();

    [Fact]
    public void A_fast_trace_without_an_error_is_dropped_whole()
    {
        Trace("fast");

        _exported.ShouldBeEmpty();
    }

    [Fact]
    public void A_trace_whose_root_failed_is_kept_whole()
    {
        Trace("failed", root => root.SetStatus(ActivityStatusCode.Error));

        _exported.ShouldBe(["failed statement", "failed"]);
    }

    [Fact]
    public void A_trace_with_a_statement_that_failed_is_kept_whole()
    {
        Trace("failed", inChild: child => child.SetStatus(ActivityStatusCode.Error));

        _exported.ShouldBe(["failed statement", "failed"]);
    }

    [Fact]
    public void An_operation_that_waited_long_before_it_began_is_kept_whole()
    {
        Trace(
            "slow",
            root => root.SetTag(TrafficTelemetry.LatencyTag, TraceSampling.Slow.TotalMilliseconds)
        );

        _exported.ShouldBe(["slow statement", "slow"]);
    }

    [Fact]
    public void Of_the_others_one_in_each_interval_is_kept()
    {
        for (var second = 0; second < 60; second++)
        {
            _clock.Now += TimeSpan.FromSeconds(1);
            Trace("fast");
        }

        _exported.Count(name => name == "fast").ShouldBe(6);
    }

    private void Trace(
        string name,
        Action<Activity>? inRoot = null,
        Action<Activity>? inChild = null
    )
    {
        Activity.Current = null;
        using var root = new Activity(name).Start();
        using (var child = new Activity($"{name} statement").Start())
        {
            inChild?.Invoke(child);
            child.Stop();
            _sampling.OnEnd(child);
        }

        inRoot?.Invoke(root);
        root.Stop();
        _sampling.OnEnd(root);
    }

    private sealed class Exporter(List<string> names) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => names.Add(data.OperationName);
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
