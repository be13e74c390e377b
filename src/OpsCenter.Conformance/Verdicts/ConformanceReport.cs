namespace OpsCenter.Conformance.Verdicts;

/// <summary>The verdicts for a migration.</summary>
/// <param name="Migration">The name of the migration.</param>
/// <param name="Major">The PostgreSQL major of the server.</param>
/// <param name="Seed">The seed of all random choices: the same seed gives the same verdicts.</param>
/// <param name="Results">The results in the order of the laws.</param>
public sealed record ConformanceReport(
    string Migration,
    int Major,
    int Seed,
    IReadOnlyList<LawResult> Results
)
{
    /// <summary>The total duration of the checks.</summary>
    public TimeSpan Duration =>
        Results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration);

    /// <summary>Whether every law holds or is declared.</summary>
    public bool Conforms =>
        Results.All(result => result.Verdict is Verdict.Holds or Verdict.Declared);
}
