namespace OpsCenter.V1Traffic.Measurement;

/// <summary>A distribution of latencies. Percentiles are right to three digits, the maximum is exact; all zero if there were none.</summary>
/// <param name="Count">How many.</param>
/// <param name="P50">Half of them were not longer.</param>
/// <param name="P90">Nine in ten were not longer.</param>
/// <param name="P99">All but one in a hundred were not longer.</param>
/// <param name="P999">All but one in a thousand were not longer.</param>
/// <param name="Max">The longest.</param>
public sealed record LatencySummary(
    long Count,
    TimeSpan P50,
    TimeSpan P90,
    TimeSpan P99,
    TimeSpan P999,
    TimeSpan Max
);
