using System.Diagnostics;
using System.Threading.Channels;

namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>
/// Queues operations at their arrival time, on its own thread, so that neither a stalled server nor a busy thread pool
/// delays them. It waits in whole milliseconds, so an arrival is queued up to 1 ms late; each operation records its
/// delay.
/// </summary>
internal sealed class ArrivalClock(
    IEnumerable<Arrival> schedule,
    Backlog backlog,
    ChannelWriter<(Arrival Arrival, TimeSpan Noticed)> queue
)
{
    private readonly Stopwatch _watch = new();

    /// <summary>The time since the start.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Starts the thread. At the end of the schedule, or when it is stopped, it completes the queue.</summary>
    public void Start(CancellationToken stop)
    {
        _watch.Start();
        new Thread(() => Run(stop)) { IsBackground = true, Name = "v1-traffic arrivals" }.Start();
    }

    private void Run(CancellationToken stop)
    {
        foreach (var arrival in schedule)
        {
            backlog.Expect(arrival.Due);
            if (!WaitUntil(arrival.Due, stop))
            {
                break;
            }

            backlog.Add(arrival);
            // The queue is unbounded: this succeeds until it is completed, which only happens below.
            queue.TryWrite((arrival, Elapsed));
        }

        backlog.Expect(TimeSpan.MaxValue);
        queue.Complete();
    }

    private bool WaitUntil(TimeSpan due, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var left = due - Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            // A wait is limited to int.MaxValue milliseconds.
            var milliseconds = Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue);
            stop.WaitHandle.WaitOne((int)milliseconds);
        }

        return false;
    }
}
