using System.Globalization;
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
                {SquaresHtml.Of(report)}{PairHtml.Of(report, pair, Anchors.Single)}
                """
            ),
            "check.css"
        );
    }
}
