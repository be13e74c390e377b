using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Measurement;

/// <summary>The operations of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Done">How many were done.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Latency">Of both.</param>
public sealed record KindSummary(
    OperationKind Kind,
    long Done,
    long Failed,
    LatencySummary Latency
);
