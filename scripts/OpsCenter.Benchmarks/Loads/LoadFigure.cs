namespace OpsCenter.Benchmarks.Loads;

/// <summary>The latency of V1 during one run.</summary>
/// <param name="Took">The duration of the run.</param>
/// <param name="Operations">The number of V1 operations that arrived, waited or ran during it.</param>
/// <param name="P999">The 99.9th percentile of their latency.</param>
/// <param name="Longest">The maximum latency.</param>
/// <param name="Failed">The number of failed operations.</param>
internal sealed record LoadFigure(
    TimeSpan Took,
    long Operations,
    TimeSpan P999,
    TimeSpan Longest,
    long Failed
);
