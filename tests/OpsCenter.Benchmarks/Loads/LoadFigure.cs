namespace OpsCenter.Benchmarks.Loads;

/// <summary>What V1 felt of one run.</summary>
/// <param name="Took">The whole time of what happened.</param>
/// <param name="Operations">V1 operations that were due, waiting or being worked on meanwhile.</param>
/// <param name="P999">All but one in a thousand were not longer.</param>
/// <param name="Longest">The longest.</param>
/// <param name="Failed">Operations that failed.</param>
internal sealed record LoadFigure(
    TimeSpan Took,
    long Operations,
    TimeSpan P999,
    TimeSpan Longest,
    long Failed
);
