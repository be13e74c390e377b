using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Measurement;

/// <summary>Records the totals of operations for a report. Not thread-safe.</summary>
internal sealed class Recording(TimeSpan from)
{
    private readonly LatencyRecording _latency = new();
    private readonly LatencyRecording _noticedLate = new();
    private readonly TimelineRecording _timeline = new(from);
    private readonly SortedDictionary<OperationKind, KindRecording> _kinds = [];
    private readonly SortedDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private FinishedOperation? _longest;

    public void Add(FinishedOperation operation)
    {
        _latency.Add(operation.Latency);
        _noticedLate.Add(operation.NoticedLate);
        _timeline.Add(operation.Arrival, operation.Latency);
        if (!_kinds.TryGetValue(operation.Kind, out var kind))
        {
            _kinds.Add(operation.Kind, kind = new KindRecording());
        }

        kind.Add(operation);
        if (operation.SqlState is { } state)
        {
            _errors[state] = _errors.GetValueOrDefault(state) + 1;
        }

        if (_longest is not { } longest || operation.Latency > longest.Latency)
        {
            _longest = operation;
        }
    }

    public OperationTotals ToTotals() =>
        new(
            [.. _kinds.Select(kind => kind.Value.ToSummary(kind.Key))],
            new SortedDictionary<string, long>(_errors, StringComparer.Ordinal),
            _latency.ToSummary(),
            _noticedLate.ToSummary(),
            _longest,
            _timeline.ToTimeline()
        );
}
