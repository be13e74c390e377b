using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Measurement;

/// <summary>An operation that succeeded or failed.</summary>
/// <param name="Kind">The kind of operation.</param>
/// <param name="Arrival">The arrival time since the start of the run.</param>
/// <param name="NoticedLate">The delay caused by this program itself; part of the latency.</param>
/// <param name="Latency">
/// The time from <paramref name="Arrival"/> to its end, including the wait for a free client.
/// </param>
/// <param name="SqlState">The SQLSTATE of the error; null if it succeeded.</param>
public readonly record struct FinishedOperation(
    OperationKind Kind,
    TimeSpan Arrival,
    TimeSpan NoticedLate,
    TimeSpan Latency,
    string? SqlState
)
{
    /// <summary>The end since the start of the run.</summary>
    public TimeSpan End => Arrival + Latency;
}
