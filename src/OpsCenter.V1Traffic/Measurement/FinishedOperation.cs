using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Measurement;

/// <summary>One operation that was done, or failed.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Arrival">When it was due, since the start of the run.</param>
/// <param name="NoticedLate">By how much the program itself noticed it late; part of the latency.</param>
/// <param name="Latency">From <paramref name="Arrival"/> to its end, so with all the time it waited for a free client.</param>
/// <param name="SqlState">Null if it was done; else the SQLSTATE of what it failed with.</param>
public readonly record struct FinishedOperation(
    OperationKind Kind,
    TimeSpan Arrival,
    TimeSpan NoticedLate,
    TimeSpan Latency,
    string? SqlState
)
{
    /// <summary>When it ended, since the start of the run.</summary>
    public TimeSpan End => Arrival + Latency;
}
