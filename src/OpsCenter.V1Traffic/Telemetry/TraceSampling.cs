using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace OpsCenter.V1Traffic.Telemetry;

/// <summary>
/// Passes a trace on whole or not at all, when its root has ended: each with an error and each that was slow, and of the others one in
/// each interval. A dashboard keeps the last 10 000 traces; without this an hour of traffic would push all others out.
/// </summary>
/// <param name="export">Gets the spans of the kept traces. It is this processor's to shut down.</param>
/// <param name="clock">Measures the interval.</param>
internal sealed class TraceSampling(BaseProcessor<Activity> export, TimeProvider clock)
    : CompositeProcessor<Activity>([export])
{
    /// <summary>An operation of this latency is slow: nobody waits so long for V1 when nothing is in its way.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a trace of neither kind is kept: 10 000 of them are a day's.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<Activity>> _open = new();
    private readonly Lock _lock = new();
    private long? _lastKept;

    public override void OnEnd(Activity data)
    {
        if (data.ParentSpanId != default && !data.HasRemoteParent)
        {
            _open.GetOrAdd(data.TraceId, _ => new ConcurrentQueue<Activity>()).Enqueue(data);
            return;
        }

        _open.TryRemove(data.TraceId, out var children);
        if (IsKept(data, children))
        {
            foreach (var child in children ?? [])
            {
                base.OnEnd(child);
            }

            base.OnEnd(data);
        }
    }

    private bool IsKept(Activity root, IEnumerable<Activity>? children) =>
        root.Status == ActivityStatusCode.Error
        || Latency(root) >= Slow
        || (children?.Any(child => child.Status == ActivityStatusCode.Error) ?? false)
        || IsNextOfInterval();

    /// <summary>With the time that the operation waited for a client, which no span has.</summary>
    private static TimeSpan Latency(Activity root) =>
        root.GetTagItem(TrafficTelemetry.LatencyTag) is double milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : root.Duration;

    private bool IsNextOfInterval()
    {
        lock (_lock)
        {
            if (_lastKept is { } last && clock.GetElapsedTime(last) < Interval)
            {
                return false;
            }

            _lastKept = clock.GetTimestamp();
            return true;
        }
    }
}
