using System.Globalization;
using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>
/// A report as one self-contained HTML file: the verdict, a square for each law, what is broken by its causes, the scripts, and folded what is
/// kept.
/// </summary>
public static class HtmlReport
{
    /// <summary>Creates the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="at">The time of the report.</param>
    /// <param name="pair">The scripts, to be shown with the lines that broke laws; null to leave them out.</param>
    public static string Write(
        ConformanceReport report,
        DateTimeOffset at,
        MigrationPair? pair = null
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        var groups = CauseGroups.Of(report, pair);
        var fixes = new HowToFix();
        return HtmlPage.Write(
            $"{ReadableText.Of(report.Migration)}: conformance",
            Html.Of(
                $"""
                <header class="{(report.Conforms ? "holds" : "broken")}">
                <p class="kind">{ReadableText.Of(report.Migration)} · conformance of a migration</p>
                <h1><span class="verdict">{(report.Conforms ? "✓" : "✗")}</span> {PairSum.Of(report)}</h1>
                <p class="meta">PostgreSQL {MajorList.Text(report.Majors)} · seed {report.Seed} · {at.ToString(
                    "yyyy-MM-dd HH:mm zzz",
                    CultureInfo.InvariantCulture
                )} · {LawHtml.Seconds(report.Duration)}</p>
                </header>
                {SquaresHtml.Of(report)}{Html.Join(groups.Select(group => CauseHtml.Of(group, fixes)))}{Articles(
                    report,
                    Verdict.NotChecked,
                    "Not checked"
                )}{Articles(report, Verdict.Declared, "Declared as not promised")}{Scripts(
                    pair,
                    groups
                )}{Folded(report, Verdict.Holds, "Kept")}{Folded(
                    report,
                    Verdict.NothingToCheck,
                    "Nothing to check"
                )}
                """
            ),
            "check.css"
        );
    }

    private static Html Articles(ConformanceReport report, Verdict verdict, string title) =>
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
                    result.Law
                )
        );

    private static Html Folded(ConformanceReport report, Verdict verdict, string title) =>
        Section(report, verdict, title, LawHtml.Folded);

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

    private static Html Scripts(MigrationPair? pair, IReadOnlyList<CauseGroup> groups) =>
        pair is null
            ? Html.Nothing
            : Html.Join([
                ScriptHtml.Of(pair.Up, isUp: true, groups),
                ScriptHtml.Of(pair.Down, isUp: false, groups),
            ]);
}
