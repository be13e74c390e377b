namespace OpsCenter.Conformance.Verdicts;

/// <summary>One result of a law that was checked on several majors: what is the same on all of them is said once.</summary>
internal static class MergedResult
{
    /// <summary>A law that is broken on one major is broken; then one that could not be checked on one counts.</summary>
    private static readonly Verdict[] WorstFirst =
    [
        Verdict.Broken,
        Verdict.NotChecked,
        Verdict.Declared,
        Verdict.Holds,
        Verdict.NothingToCheck,
    ];

    /// <summary>Merges the results.</summary>
    /// <param name="results">The results with their majors, at least one.</param>
    public static LawResult Of(IReadOnlyList<(int Major, LawResult Result)> results)
    {
        var first = results[0].Result;
        if (results.Count == 1)
        {
            return first;
        }

        var verdict = WorstFirst.First(kind => results.Any(one => one.Result.Verdict == kind));
        return first with
        {
            Verdict = verdict,
            Outcome = first.Outcome with
            {
                Evidence =
                [
                    .. Grouped(
                        results,
                        one => one.Outcome.Evidence,
                        evidence => (evidence.Text, evidence.Statement),
                        (evidence, place) => evidence with { Text = place + evidence.Text }
                    ),
                ],
                Obstacle = ObstacleOf(results, verdict),
                IsVacuous = verdict == Verdict.NothingToCheck,
                Notes =
                [
                    .. Grouped(
                        results,
                        one => one.Outcome.Notes,
                        note => note,
                        (note, place) => place + note
                    ),
                ],
            },
            Duration = results.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Result.Duration),
            Kept = [.. results.SelectMany(one => one.Result.Kept)],
        };
    }

    /// <summary>That there was nothing to check on one major says nothing about a law that holds on another.</summary>
    private static string? ObstacleOf(
        IReadOnlyList<(int Major, LawResult Result)> results,
        Verdict verdict
    )
    {
        var lines = Grouped(
                results,
                one => ObstaclesOf(one, verdict),
                obstacle => obstacle,
                (obstacle, place) => place + obstacle
            )
            .ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static IReadOnlyList<string> ObstaclesOf(LawResult result, Verdict verdict) =>
        result.Outcome.Obstacle is { } obstacle
        && (!result.Outcome.IsVacuous || verdict == Verdict.NothingToCheck)
            ? [obstacle]
            : [];

    private static IEnumerable<T> Grouped<T, TKey>(
        IReadOnlyList<(int Major, LawResult Result)> results,
        Func<LawResult, IReadOnlyList<T>> items,
        Func<T, TKey> key,
        Func<T, string, T> placed
    ) =>
        results
            .SelectMany(one => items(one.Result).Select(item => (one.Major, Item: item)))
            .GroupBy(one => key(one.Item))
            .Select(group =>
            {
                var majors = group.Select(one => one.Major).Distinct().ToList();
                return majors.Count == results.Count
                    ? group.First().Item
                    : placed(group.First().Item, $"On PostgreSQL {MajorList.Text(majors)}: ");
            });
}
