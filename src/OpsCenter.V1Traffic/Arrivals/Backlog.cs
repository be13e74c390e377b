namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>What has arrived and is not finished. Thread-safe.</summary>
internal sealed class Backlog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, TimeSpan> _open = [];
    private TimeSpan _next = TimeSpan.Zero;

    /// <summary>How many wait or are being worked on.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>When the one arrived that has been waiting for longest.</summary>
    public TimeSpan? Oldest
    {
        get
        {
            lock (_lock)
            {
                return _open.Count == 0 ? null : _open.First().Value;
            }
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
