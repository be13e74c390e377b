namespace OpsCenter.Conformance.Verdicts;

/// <summary>The verdicts for a migration.</summary>
/// <param name="Migration">The name of the migration.</param>
/// <param name="Major">The PostgreSQL major of the server; the first of several.</param>
/// <param name="Seed">The seed of all random choices: the same seed gives the same verdicts.</param>
/// <param name="Results">The results in the order of the laws.</param>
public sealed record ConformanceReport(
    string Migration,
    int Major,
    int Seed,
    IReadOnlyList<LawResult> Results
)
{
    /// <summary>All majors on which the laws were checked.</summary>
    public IReadOnlyList<int> Majors { get; init; } = [Major];

    /// <summary>The total duration of the checks.</summary>
    public TimeSpan Duration =>
        Results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration);

    /// <summary>
    /// Whether every law holds, is declared or has nothing to check. If no law had something to check, nothing was shown.
    /// </summary>
    public bool Conforms =>
        Results.All(result =>
            result.Verdict is Verdict.Holds or Verdict.Declared or Verdict.NothingToCheck
        ) && !IsVacuous;

    /// <summary>Whether no law had something to check.</summary>
    public bool IsVacuous => Results.All(result => result.Verdict == Verdict.NothingToCheck);
}
