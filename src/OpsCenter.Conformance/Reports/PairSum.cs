using System.Globalization;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>The verdict for one migration in one sentence.</summary>
internal static class PairSum
{
    public static string Of(ConformanceReport report)
    {
        var all = report.Results.Count;
        var broken = Count(report, Verdict.Broken);
        var open = Count(report, Verdict.NotChecked);
        if (report.IsVacuous)
        {
            return "Nothing was checked: the migration and its base have nothing that a law is about.";
        }

        if (broken > 0)
        {
            var worst = report
                .Results.Where(result => result.Verdict == Verdict.Broken)
                .MinBy(result => FolderLaws.Rank(result.Law))!
                .Law;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The migration does not conform: it breaks {broken} of {Laws(all)}{(broken == 1 ? $", {worst}" : $", first of all {worst}")}."
            );
        }

        if (open > 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The migration does not conform: {open} of {Laws(all)} could not be checked."
            );
        }

        var parts = new[]
        {
            (Count(report, Verdict.Holds), "holds", "hold"),
            (
                Count(report, Verdict.Declared),
                "is declared as not promised",
                "are declared as not promised"
            ),
            (
                Count(report, Verdict.NothingToCheck),
                "has nothing to check",
                "have nothing to check"
            ),
        }
            .Where(part => part.Item1 > 0)
            .Select(part =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{part.Item1} {(part.Item1 == 1 ? part.Item2 : part.Item3)}"
                )
            );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The migration conforms: of {Laws(all)} {string.Join(", ", parts)}."
        );
    }

    private static int Count(ConformanceReport report, Verdict verdict) =>
        report.Results.Count(result => result.Verdict == verdict);

    private static string Laws(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "law" : "laws")}");
}
