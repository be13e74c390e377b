using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Measurement;

/// <summary>The operations of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Done">The number of successful operations.</param>
/// <param name="Failed">The number of failed operations.</param>
/// <param name="Latency">The latencies of both.</param>
public sealed record KindSummary(
    OperationKind Kind,
    long Done,
    long Failed,
    LatencySummary Latency
);
