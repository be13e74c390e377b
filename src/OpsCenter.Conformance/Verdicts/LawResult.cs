namespace OpsCenter.Conformance.Verdicts;

/// <summary>The verdict on one law.</summary>
/// <param name="Law">The law's id.</param>
/// <param name="Promise">What the law demands, in one sentence.</param>
/// <param name="Verdict">How the migration stands to it.</param>
/// <param name="Outcome">With which evidence.</param>
/// <param name="Reason">The declaration's reason, if it is declared.</param>
/// <param name="Duration">How long the check took.</param>
public sealed record LawResult(
    string Law,
    string Promise,
    Verdict Verdict,
    LawOutcome Outcome,
    string? Reason,
    TimeSpan Duration
)
{
    /// <summary>Databases that stay for the reader to look at, the one used last at the end; if the server spares any.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}
