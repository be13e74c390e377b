namespace OpsCenter.V1Traffic.Measurement;

/// <summary>
/// A distribution of latencies. Percentiles have three significant digits, the maximum is exact; all are zero if there
/// are none.
/// </summary>
/// <param name="Count">The number of latencies.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">The 90th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P999">The 99.9th percentile.</param>
/// <param name="Max">The maximum.</param>
public sealed record LatencySummary(
    long Count,
    TimeSpan P50,
    TimeSpan P90,
    TimeSpan P99,
    TimeSpan P999,
    TimeSpan Max
);
