namespace OpsCenter.V1Traffic.Measurement;

/// <summary>The operations of a run, or of a window of it, taken together.</summary>
/// <param name="Kinds">By kind; those that did not come are left out.</param>
/// <param name="Errors">
/// How many failed, by SQLSTATE. A connection that could not be made counts as 08001, one that was lost as 08006.
/// </param>
/// <param name="Latency">Of all of them, failed ones too: their callers waited as well.</param>
/// <param name="NoticedLate">What of the latency is the program's own: by how much it noticed arrivals late.</param>
/// <param name="Longest">The one with the longest latency; null if there was none.</param>
/// <param name="Timeline">When it was slow.</param>
public sealed record OperationTotals(
    IReadOnlyList<KindSummary> Kinds,
    IReadOnlyDictionary<string, long> Errors,
    LatencySummary Latency,
    LatencySummary NoticedLate,
    FinishedOperation? Longest,
    Timeline Timeline
)
{
    /// <summary>How many were done.</summary>
    public long Done => Kinds.Sum(kind => kind.Done);

    /// <summary>How many failed.</summary>
    public long Failed => Kinds.Sum(kind => kind.Failed);
}
