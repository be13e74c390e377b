using OpsCenter.V1Traffic.Measurement;

namespace OpsCenter.V1Traffic;

/// <summary>What traffic was sent, and how long it took.</summary>
/// <param name="Shape">The V1 schema it met: <c>a</c> or <c>b</c>.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="StartedAt">When the run began; every time in the report counts from here.</param>
/// <param name="From">Where the reported time begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Operations">What ended.</param>
/// <param name="Unfinished">Of the whole run: how many had arrived and were not finished when the report was made.</param>
/// <param name="LongestUnfinished">How long the oldest of them had waited by then; null if there was none.</param>
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
    /// <summary>Whether every operation that arrived was done.</summary>
    public bool IsClean => Operations.Failed == 0 && Unfinished == 0;
}
