using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace OpsCenter.V1Traffic.Telemetry;

/// <summary>
/// Exports or drops a complete trace when its root span has ended: it exports failed and slow operations, and one of
/// the others per interval. A dashboard keeps the last 10,000 traces; without sampling an hour of traffic would replace
/// all others.
/// </summary>
/// <param name="export">Receives the spans of the exported traces. This processor shuts it down.</param>
/// <param name="clock">The clock for the interval.</param>
internal sealed class TraceSampling(BaseProcessor<Activity> export, TimeProvider clock)
    : CompositeProcessor<Activity>([export])
{
    /// <summary>
    /// The latency from which an operation is slow: without obstacles no operation of V1 takes that long.
    /// </summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    /// <summary>The interval of the other traces: 10,000 of them cover a day.</summary>
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

    /// <summary>The latency including the wait for a client, which is not part of a span.</summary>
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
