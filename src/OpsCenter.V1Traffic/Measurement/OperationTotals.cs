namespace OpsCenter.V1Traffic.Measurement;

/// <summary>The totals of a run or of a part of it.</summary>
/// <param name="Kinds">The totals by kind, without kinds that did not occur.</param>
/// <param name="Errors">
/// The number of failures by SQLSTATE. A failed connection attempt counts as 08001, a lost connection as 08006.
/// </param>
/// <param name="Latency">The latencies of all operations, including failed ones.</param>
/// <param name="NoticedLate">The delays caused by this program itself; part of the latency.</param>
/// <param name="Longest">The operation with the longest latency; null if there is none.</param>
/// <param name="Timeline">The longest latency over time.</param>
public sealed record OperationTotals(
    IReadOnlyList<KindSummary> Kinds,
    IReadOnlyDictionary<string, long> Errors,
    LatencySummary Latency,
    LatencySummary NoticedLate,
    FinishedOperation? Longest,
    Timeline Timeline
)
{
    /// <summary>The number of successful operations.</summary>
    public long Done => Kinds.Sum(kind => kind.Done);

    /// <summary>The number of failed operations.</summary>
    public long Failed => Kinds.Sum(kind => kind.Failed);
}
