using System.Globalization;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A report as one self-contained HTML file, with light, dark and print styles.</summary>
public static class HtmlReport
{
    /// <summary>Creates the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="at">The time of the report.</param>
    public static string Write(ConformanceReport report, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(report);
        return HtmlPage.Write(
            $"{report.Migration}: conformance",
            Html.Of(
                $"""
                <header class="{(report.Conforms ? "holds" : "broken")}">
                <p class="kind">Conformance of a migration</p>
                <h1>{report.Migration}</h1>
                <p class="sum">{Sum(report)}</p>
                <p class="meta">PostgreSQL {MajorList.Text(report.Majors)} · seed {report.Seed} · {at.ToString(
                    "yyyy-MM-dd HH:mm zzz",
                    CultureInfo.InvariantCulture
                )} · {Seconds(report.Duration)}</p>
                </header>
                <table class="laws">
                <thead><tr><th scope="col">law</th><th scope="col">verdict</th><th scope="col">requirement</th><th scope="col" class="time">time</th></tr></thead>
                <tbody>
                {Html.Join(report.Results.Select(Row))}</tbody>
                </table>
                {Html.Join(report.Results.Where(NeedsSection).Select(Section))}
                """
            )
        );
    }

    private static string Sum(ConformanceReport report)
    {
        var counts = new[]
        {
            (Verdict.Broken, "broken"),
            (Verdict.NotChecked, "not checked"),
            (Verdict.Declared, "declared as not promised"),
            (Verdict.Holds, report.Results.Count == 1 ? "holds" : "hold"),
            (Verdict.NothingToCheck, "with nothing to check"),
        }
            .Select(kind =>
                (count: report.Results.Count(result => result.Verdict == kind.Item1), kind.Item2)
            )
            .Where(kind => kind.count > 0)
            .Select(kind =>
                string.Create(CultureInfo.InvariantCulture, $"{kind.count} {kind.Item2}")
            );
        return $"{(report.Conforms ? "The migration conforms" : report.IsVacuous ? "Nothing was checked" : "The migration does not conform")}. Of "
            + $"{report.Results.Count} laws: {string.Join(", ", counts)}.";
    }

    private static Html Row(LawResult result) =>
        Html.Of(
            $"""
            <tr class="{Class(result)}"><td class="law">{Name(result)}</td><td class="verdict">{Mark(result)} {TextReport.WordOf(
                result.Verdict
            ).ToLowerInvariant()}</td><td>{result.Promise}</td><td class="time">{Seconds(
                result.Duration
            )}</td></tr>

            """
        );

    private static Html Name(LawResult result) =>
        NeedsSection(result)
            ? Html.Of($"<a href=\"#{result.Law}\">{result.Law}</a>")
            : Html.Of($"{result.Law}");

    private static Html Section(LawResult result) => Section(result, result.Law);

    /// <summary>A law with its evidence.</summary>
    /// <param name="result">The verdict.</param>
    /// <param name="id">The id of the element in its page.</param>
    internal static Html Section(LawResult result, string id) =>
        Html.Of(
            $"""
            <section id="{id}" class="{Class(result)}">
            <h2><span class="law">{result.Law}</span> <span class="verdict">{Mark(result)} {TextReport.WordOf(
                result.Verdict
            ).ToLowerInvariant()}</span></h2>
            <p class="promise">{result.Promise}</p>
            {Paragraph("Declared: ", result.Reason)}{Paragraph("", result.Outcome.Obstacle)}{Html.Join(
                result.Outcome.Evidence.Select(Item)
            )}{Notes(result)}</section>

            """
        );

    private static Html Item(Evidence evidence) =>
        Html.Of(
            $"""
            <div class="evidence">
            <p>{ReadableText.Of(evidence.Text)}</p>
            {(
                evidence.Statement is { } statement
                    ? Html.Of($"<pre class=\"statement\">{ReadableText.Of(statement)}</pre>\n")
                    : Html.Nothing
            )}{(
                evidence.Samples.Count > 0
                    ? Html.Of(
                        $"<ul class=\"samples\">{Html.Join(evidence.Samples.Select(sample => Html.Of($"<li><code>{ReadableText.OfValue(sample)}</code></li>")))}</ul>\n"
                    )
                    : Html.Nothing
            )}</div>

            """
        );

    private static Html Paragraph(string label, string? text) =>
        text is null
            ? Html.Nothing
            : Html.Of($"<p><strong>{label}</strong>{ReadableText.Of(text)}</p>\n");

    private static Html Notes(LawResult result) =>
        Html.Join(
            result
                .Outcome.Notes.Concat(
                    result.Kept.Count > 0 ? [$"Kept: {string.Join(", ", result.Kept)}"] : []
                )
                .Select(note => Html.Of($"<p class=\"note\">{ReadableText.Of(note)}</p>\n"))
        );

    private static bool NeedsSection(LawResult result) =>
        result.Verdict != Verdict.Holds || result.Outcome.Notes.Count > 0;

    internal static string Class(LawResult result) =>
        result.Verdict switch
        {
            Verdict.Holds => "holds",
            Verdict.Broken => "broken",
            Verdict.Declared => "declared",
            Verdict.NothingToCheck => "vacuous",
            _ => "unchecked",
        };

    /// <summary>A symbol in addition to the color, for color-blind readers and for print.</summary>
    internal static string Mark(LawResult result) =>
        result.Verdict switch
        {
            Verdict.Holds => "✓",
            Verdict.Broken => "✗",
            Verdict.Declared => "○",
            Verdict.NothingToCheck => "–",
            _ => "?",
        };

    internal static string Seconds(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}
