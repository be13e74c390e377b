using System.Globalization;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A folder's report as one self-contained HTML page: a matrix of migrations and laws, then the evidence of each migration.</summary>
public static class FolderHtml
{
    /// <summary>Creates the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="at">The time of the report.</param>
    public static string Write(FolderReport report, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(report);
        return HtmlPage.Write(
            $"{report.Folder}: conformance",
            Html.Of(
                $"""
                <header class="{(report.Conforms ? "holds" : "broken")}">
                <p class="kind">Conformance of a folder of migrations</p>
                <h1>{report.Folder}</h1>
                <p class="sum">{FolderSum.Of(report)}</p>
                <p class="meta">{report.Convention}, as {report.Tool} runs it · PostgreSQL {MajorList.Text(report.Majors)} · seed {report.Seed} · {at.ToString(
                    "yyyy-MM-dd HH:mm zzz",
                    CultureInfo.InvariantCulture
                )} · {LawHtml.Seconds(report.Duration)}</p>
                </header>
                <div class="wide"><table class="matrix">
                <thead><tr><th scope="col">migration</th>{Html.Join(
                    report.Laws.Select(law => Html.Of($"<th scope=\"col\" class=\"turned\"><span>{law}</span></th>"))
                )}</tr></thead>
                <tbody>
                {Html.Join(report.Migrations.Select((result, place) => Row(report, result, place)))}</tbody>
                </table></div>
                {Html.Join(report.Migrations.Select(Details))}
                """
            ),
            "check.css"
        );
    }

    private static Html Row(FolderReport report, MigrationResult result, int place)
    {
        var verdicts = result.Report.Results.ToDictionary(law => law.Law, StringComparer.Ordinal);
        return Html.Of(
            $"""
            <tr class="{(result.Conforms ? "holds" : "broken")}"><td class="law">{(
                result.Conforms
                    ? Html.Of($"{result.Migration.Title}")
                    : Html.Of($"<a href=\"#m{place}\">{result.Migration.Title}</a>")
            )}</td>{Html.Join(
                report.Laws.Select(law => Cell(verdicts.GetValueOrDefault(law)))
            )}</tr>

            """
        );
    }

    private static Html Cell(LawResult? result) =>
        result is null
            ? Html.Of($"<td title=\"nothing to check\">·</td>")
            : Html.Of(
                $"<td class=\"{VerdictMark.Class(result.Verdict)} verdict\" title=\"{result.Law}: {VerdictMark.Word(result.Verdict)}{(result.FromCache ? ", from the cache" : "")}\">{VerdictMark.Sign(result.Verdict)}</td>"
            );

    private static Html Details(MigrationResult result, int place) =>
        result.Conforms
            ? Html.Nothing
            : Html.Of(
                $"""
                <h2 class="migration" id="m{place}">{result.Migration.Title} <span class="meta">{result.Migration.Up.File}</span></h2>
                {Html.Join(
                    result.Broken.Concat(result.Unchecked.Take(1)).Select(law =>
                        Html.Of(
                            $"<section class=\"{VerdictMark.Class(law.Verdict)}\">{LawHtml.Article(law, law.Outcome.Evidence, Cause.Unknown, new HowToFix(), $"m{place}-{law.Law}")}</section>\n"
                        )
                    )
                )}
                """
            );
}
