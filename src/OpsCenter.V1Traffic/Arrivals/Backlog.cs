namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>What has arrived and is not finished. Thread-safe.</summary>
internal sealed class Backlog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, TimeSpan> _open = [];
    private TimeSpan _next = TimeSpan.Zero;

    /// <summary>What of that which arrived up to a moment waits or is being worked on: how many, and when the oldest arrived.</summary>
    public (int Count, TimeSpan? Oldest) Open(TimeSpan moment)
    {
        lock (_lock)
        {
            var open = _open.Values.TakeWhile(due => due <= moment).ToList();
            return (open.Count, open.Count == 0 ? null : open[0]);
        }
    }

    /// <summary>Nothing arrives before this any more, apart from what has been added.</summary>
    public void Expect(TimeSpan next)
    {
        lock (_lock)
        {
            _next = next;
        }
    }

    public void Add(Arrival arrival)
    {
        lock (_lock)
        {
            _open.Add(arrival.Number, arrival.Due);
        }
    }

    public void Remove(Arrival arrival)
    {
        lock (_lock)
        {
            _open.Remove(arrival.Number);
        }
    }

    /// <summary>Whether all that arrived up to this moment is finished.</summary>
    public bool IsSettled(TimeSpan moment)
    {
        lock (_lock)
        {
            return _next > moment && (_open.Count == 0 || _open.First().Value > moment);
        }
    }
}
