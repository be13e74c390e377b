using System.Globalization;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

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
                    : Html.Of($"<a href=\"#{IdOf(place)}\">{result.Migration.Title}</a>")
            )}</td>{Html.Join(
                report.Laws.Select(law =>
                    Cell(verdicts.GetValueOrDefault(law), result.Conforms ? null : AnchorsOf(place))
                )
            )}</tr>

            """
        );
    }

    /// <summary>A verdict; with anchors it leads to the law.</summary>
    private static Html Cell(LawResult? result, Anchors? anchors) =>
        result is null
            ? Html.Of($"<td title=\"nothing to check\">·</td>")
            : Html.Of(
                $"<td class=\"{VerdictMark.Class(result.Verdict)} verdict\" title=\"{result.Law}: {VerdictMark.Word(result.Verdict)}{(result.FromCache ? ", from the cache" : "")}\">{(anchors is null || result.Verdict is Verdict.Holds or Verdict.NothingToCheck ? Html.Of($"{VerdictMark.Sign(result.Verdict)}") : Html.Of($"<a href=\"#{anchors.Law(result.Law)}\" aria-label=\"{result.Law}: {VerdictMark.Word(result.Verdict)}\">{VerdictMark.Sign(result.Verdict)}</a>"))}</td>"
            );

    /// <summary>What the page of one pair says, for a migration that does not conform.</summary>
    private static Html Details(MigrationResult result, int place) =>
        result.Conforms
            ? Html.Nothing
            : Html.Of(
                $"""
                <h2 class="migration" id="{IdOf(place)}">{result.Migration.Title} <span class="meta">{result.Migration.Up.File}</span></h2>
                {SquaresHtml.Of(result.Report, result.Migration.Title, AnchorsOf(place))}{PairHtml.Of(
                    result.Report,
                    ScriptsOf(result.Migration),
                    AnchorsOf(place)
                )}
                """
            );

    private static MigrationPair ScriptsOf(FolderMigration migration) =>
        new()
        {
            Name = migration.Title,
            Base = new SqlScript("base", ""),
            Up = migration.Up.Script,
            Down = migration.Down?.Script ?? new SqlScript("down", ""),
        };

    private static string IdOf(int place) => FormattableString.Invariant($"m{place}");

    private static Anchors AnchorsOf(int place) => new($"{IdOf(place)}-");
}
