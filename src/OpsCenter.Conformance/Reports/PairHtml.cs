using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>The verdicts of one pair as markup: what is broken by its causes, the scripts with their marked lines, and folded what is kept.</summary>
internal static class PairHtml
{
    /// <param name="report">The verdicts.</param>
    /// <param name="pair">The scripts; null to leave them out.</param>
    /// <param name="anchors">The ids of the page.</param>
    public static Html Of(ConformanceReport report, MigrationPair? pair, Anchors anchors)
    {
        var groups = CauseGroups.Of(report, pair);
        var fixes = new HowToFix();
        return Html.Of(
            $"""
            {Html.Join(groups.Select(group => CauseHtml.Of(group, fixes, anchors)))}{Articles(
                report,
                Verdict.NotChecked,
                "Not checked",
                anchors
            )}{Articles(report, Verdict.Declared, "Declared as not promised", anchors)}{Scripts(
                pair,
                groups,
                anchors
            )}{Folded(report, Verdict.Holds, "Kept", anchors)}{Folded(
                report,
                Verdict.NothingToCheck,
                "Nothing to check",
                anchors
            )}
            """
        );
    }

    private static Html Articles(
        ConformanceReport report,
        Verdict verdict,
        string title,
        Anchors anchors
    ) =>
        Section(
            report,
            verdict,
            title,
            result =>
                LawHtml.Article(
                    result,
                    result.Outcome.Evidence,
                    Cause.Unknown,
                    new HowToFix(),
                    anchors,
                    isFirst: true
                )
        );

    private static Html Folded(
        ConformanceReport report,
        Verdict verdict,
        string title,
        Anchors anchors
    ) => Section(report, verdict, title, result => LawHtml.Folded(result, anchors));

    private static Html Section(
        ConformanceReport report,
        Verdict verdict,
        string title,
        Func<LawResult, Html> law
    )
    {
        List<LawResult> results = [.. report.Results.Where(result => result.Verdict == verdict)];
        var state = VerdictMark.Class(verdict);
        return results.Count == 0
            ? Html.Nothing
            : Html.Of(
                $"""
                <section class="{state}" data-state="{state}">
                <h2>{title} <span class="meta">{results.Count} {(
                    results.Count == 1 ? "law" : "laws"
                )}</span></h2>
                {Html.Join(results.Select(law))}</section>

                """
            );
    }

    private static Html Scripts(
        MigrationPair? pair,
        IReadOnlyList<CauseGroup> groups,
        Anchors anchors
    ) =>
        pair is null
            ? Html.Nothing
            : Html.Join(
                new[] { (Script: pair.Up, IsUp: true), (Script: pair.Down, IsUp: false) }
                    .Where(one => one.Script.Text.Length > 0)
                    .Select(one => ScriptHtml.Of(one.Script, one.IsUp, groups, anchors))
            );
}
