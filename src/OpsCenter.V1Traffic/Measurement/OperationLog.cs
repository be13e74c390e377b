namespace OpsCenter.V1Traffic.Measurement;

/// <summary>Collects the operations that the clients have finished. Thread-safe.</summary>
internal sealed class OperationLog(int remembered)
{
    private readonly Lock _lock = new();
    private readonly Recording _all = new(TimeSpan.Zero);
    private readonly Queue<FinishedOperation> _last = new();
    private TimeSpan _forgottenUntil = TimeSpan.Zero;
    private volatile bool _hasSuccess;

    /// <summary>Whether a successful operation was added.</summary>
    public bool HasSuccess => _hasSuccess;

    public void Add(FinishedOperation operation)
    {
        _hasSuccess |= operation.SqlState is null;
        lock (_lock)
        {
            _all.Add(operation);
            _last.Enqueue(operation);
            if (_last.Count > remembered)
            {
                var forgotten = _last.Dequeue().End;
                _forgottenUntil = forgotten > _forgottenUntil ? forgotten : _forgottenUntil;
            }
        }
    }

    public OperationTotals Totals()
    {
        lock (_lock)
        {
            return _all.ToTotals();
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">Operations of that time are no longer stored.</exception>
    public IReadOnlyList<FinishedOperation> Between(TimeSpan from, TimeSpan to)
    {
        lock (_lock)
        {
            if (from < _forgottenUntil)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(from),
                    from,
                    $"Only the last {remembered} operations are stored, those since {_forgottenUntil}. Report "
                        + "earlier, or store more operations."
                );
            }

            return
            [
                .. _last
                    .Where(operation => operation.Arrival <= to && operation.End >= from)
                    .OrderBy(operation => operation.Arrival),
            ];
        }
    }
}
