using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>The broken laws by what broke them, lost data first.</summary>
internal static class CauseGroups
{
    /// <summary>Groups the evidence of all broken laws. A law whose evidence leads to several causes stands below each.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pair">The scripts; null if they are not at hand.</param>
    public static IReadOnlyList<CauseGroup> Of(ConformanceReport report, MigrationPair? pair)
    {
        var finder = new CauseFinder(pair);
        var found = report
            .Results.Where(result => result.Verdict == Verdict.Broken)
            .SelectMany(result =>
                result.Outcome.Evidence.Select(evidence =>
                    (Result: result, Evidence: evidence, Cause: finder.Find(result.Law, evidence))
                )
            )
            .ToList();
        var groups = found
            .GroupBy(one => Joined(one.Cause, found))
            .Select(group =>
                (
                    group.Key,
                    Laws: group
                        .GroupBy(one => one.Result)
                        .OrderBy(law => FolderLaws.Rank(law.Key.Law))
                        .ToList()
                )
            )
            .OrderBy(group => FolderLaws.Rank(group.Laws[0].Key.Law))
            .ThenBy(group => group.Key == Cause.Unknown)
            .ThenByDescending(group => group.Laws.Count)
            .ToList();
        var said = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. groups.Select(group => new CauseGroup(
                group.Key,
                [
                    .. group.Laws.Select(law => new BrokenLaw(
                        law.Key,
                        [.. law.Select(one => one.Evidence)],
                        said.Add(law.Key.Law)
                    )),
                ]
            )),
        ];
    }

    /// <summary>What concerns a table as a whole belongs to the one statement that changed what was in it, if there is only one.</summary>
    private static Cause Joined(
        Cause cause,
        IReadOnlyList<(LawResult Result, Evidence Evidence, Cause Cause)> found
    )
    {
        if (cause is not { Place: null, Name: { } name })
        {
            return cause;
        }

        var changes = found
            .Where(one => one.Result.Law is "preserves-data" or "preserves-schema")
            .Where(one =>
                one.Cause.Place is not null
                && ObjectName.In(one.Evidence.Text).Any(each => each.Relation == name)
            )
            .Select(one => one.Cause)
            .Distinct()
            .ToList();
        return changes.Count == 1 ? changes[0] : cause;
    }
}
