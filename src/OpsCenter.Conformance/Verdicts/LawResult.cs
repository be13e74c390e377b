namespace OpsCenter.Conformance.Verdicts;

/// <summary>The result of one law.</summary>
/// <param name="Law">The id of the law.</param>
/// <param name="Promise">The requirement of the law, in one sentence.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Outcome">The outcome with the evidence.</param>
/// <param name="Reason">The reason of the declaration, or null.</param>
/// <param name="Duration">The duration of the check.</param>
public sealed record LawResult(
    string Law,
    string Promise,
    Verdict Verdict,
    LawOutcome Outcome,
    string? Reason,
    TimeSpan Duration
)
{
    /// <summary>Whether an earlier check found it.</summary>
    public bool FromCache { get; init; }

    /// <summary>The databases that were kept for inspection; the last one was used last.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}
