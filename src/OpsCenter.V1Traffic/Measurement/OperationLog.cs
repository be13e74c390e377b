namespace OpsCenter.V1Traffic.Measurement;

/// <summary>Where clients write down what they have finished. Thread-safe.</summary>
internal sealed class Logbook(int remembered)
{
    private readonly Lock _lock = new();
    private readonly Recording _all = new(TimeSpan.Zero);
    private readonly Queue<FinishedOperation> _last = new();
    private TimeSpan _forgottenUntil = TimeSpan.Zero;
    private volatile bool _hasSuccess;

    /// <summary>Whether an operation that did not fail was added.</summary>
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

    /// <exception cref="ArgumentOutOfRangeException">Operations of that time have been forgotten.</exception>
    public IReadOnlyList<FinishedOperation> Between(TimeSpan from, TimeSpan to)
    {
        lock (_lock)
        {
            if (from < _forgottenUntil)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(from),
                    from,
                    $"The last {remembered} operations are remembered, those since {_forgottenUntil}. Ask earlier, or remember more."
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
