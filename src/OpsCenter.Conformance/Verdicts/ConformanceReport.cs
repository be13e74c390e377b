namespace OpsCenter.Conformance.Verdicts;

/// <summary>The verdicts on a migration.</summary>
/// <param name="Migration">Its name.</param>
/// <param name="Major">The PostgreSQL major on which they were found.</param>
/// <param name="Seed">What all random choices began with: the same seed gives the same verdicts.</param>
/// <param name="Results">In the order of the laws.</param>
public sealed record ConformanceReport(
    string Migration,
    int Major,
    int Seed,
    IReadOnlyList<LawResult> Results
)
{
    /// <summary>How long all checks took.</summary>
    public TimeSpan Duration =>
        Results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration);

    /// <summary>Whether every law holds or is declared.</summary>
    public bool Conforms =>
        Results.All(result => result.Verdict is Verdict.Holds or Verdict.Declared);
}
