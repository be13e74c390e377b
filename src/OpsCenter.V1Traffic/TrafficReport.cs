using OpsCenter.V1Traffic.Measurement;

namespace OpsCenter.V1Traffic;

/// <summary>The report of a run or of a part of it.</summary>
/// <param name="Shape">The V1 schema: <c>a</c> or <c>b</c>.</param>
/// <param name="Options">The options of the run.</param>
/// <param name="StartedAt">The start of the run; all times in the report are relative to it.</param>
/// <param name="From">The start of the reported time.</param>
/// <param name="To">The end of the reported time.</param>
/// <param name="Operations">The finished operations.</param>
/// <param name="Unfinished">The number of operations that had arrived by then but were not finished.</param>
/// <param name="LongestUnfinished">The age of the oldest of them; null if there is none.</param>
public sealed record TrafficReport(
    string Shape,
    TrafficOptions Options,
    DateTimeOffset StartedAt,
    TimeSpan From,
    TimeSpan To,
    OperationTotals Operations,
    int Unfinished,
    TimeSpan? LongestUnfinished
)
{
    /// <summary>Whether all operations that arrived succeeded.</summary>
    public bool IsClean => Operations.Failed == 0 && Unfinished == 0;
}
