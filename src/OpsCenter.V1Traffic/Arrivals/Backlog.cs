namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>The operations that have arrived and are not finished. Thread-safe.</summary>
internal sealed class Backlog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, TimeSpan> _open = [];
    private TimeSpan _next = TimeSpan.Zero;

    /// <summary>
    /// The number of unfinished operations that arrived up to a given time, and the arrival of the oldest.
    /// </summary>
    public (int Count, TimeSpan? Oldest) Open(TimeSpan moment)
    {
        lock (_lock)
        {
            var open = _open.Values.TakeWhile(due => due <= moment).ToList();
            return (open.Count, open.Count == 0 ? null : open[0]);
        }
    }

    /// <summary>All arrivals before this time have been added.</summary>
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

    /// <summary>Whether all operations that arrived up to this time are finished.</summary>
    public bool IsSettled(TimeSpan moment)
    {
        lock (_lock)
        {
            return _next > moment && (_open.Count == 0 || _open.First().Value > moment);
        }
    }
}
