using System.Globalization;
using OpsCenter.Conformance.Reports;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A report as one HTML file, which looks as that of <c>check</c> does.</summary>
internal static class HtmlReportFormat
{
    public static string Write(ReportPage page) =>
        HtmlPage.Write(
            TerminalText.Printable($"{page.Headline} · {page.Kind}"),
            Html.Of(
                $"""
                <header class="{Class(page.Tone)}">
                <p class="kind">{Text(page.Kind)}</p>
                <h1>{Mark(page.Tone)}{Text(page.Headline)}</h1>
                {Html.Join(page.Verdict.Select(line => Html.Of($"<p class=\"sum\">{Text(line)}</p>\n")))}<p class="meta">{Text(
                    page.Details
                )}</p>
                </header>
                {Html.Join(page.Sections.Select(Section))}
                """
            )
        );

    private static Html Section(ReportSection section) =>
        Html.Of(
            $"""
            <section class="{Class(section.Tone)}">
            <h2>{Text(section.Title)}</h2>
            {Html.Join(section.Text.Select(text => Html.Of($"<p class=\"lines\">{Text(text)}</p>\n")))}{Facts(
                section.Facts
            )}{(
                section.Table is { } table ? Table(table) : Html.Nothing
            )}{(
                section.Code is { } code
                    ? Html.Of($"<pre tabindex=\"0\">{Text(code)}</pre>\n")
                    : Html.Nothing
            )}</section>

            """
        );

    private static Html Facts(IReadOnlyList<(string Name, string Value)> facts) =>
        facts.Count == 0
            ? Html.Nothing
            : Html.Of(
                $"<dl>{Html.Join(facts.Select(fact => Html.Of($"<div><dt>{Text(fact.Name)}</dt><dd>{Text(fact.Value)}</dd></div>\n")))}</dl>\n"
            );

    private static Html Table(ReportTable table)
    {
        var hasBars = table.Rows.Any(row => row.Bar is not null);
        return Html.Of(
            $"""
            <table class="stack">
            <thead><tr>{Html.Join(table.Columns.Select(Head))}{(
                hasBars ? new Html("<th scope=\"col\" class=\"bars\">within the run</th>") : Html.Nothing
            )}</tr></thead>
            <tbody>
            {Html.Join(table.Rows.Select(row => Row(table, row, hasBars)))}</tbody>
            </table>

            """
        );
    }

    private static Html Head(ReportColumn column) =>
        Html.Of($"<th scope=\"col\" class=\"{Class(column)}\">{Text(column.Title)}</th>");

    private static Html Row(ReportTable table, ReportRow row, bool hasBars) =>
        Html.Of(
            $"<tr class=\"{Class(row.Tone)}\">{Html.Join(row.Cells.Select((cell, index) => Cell(table.Columns[index], cell, index == 0 ? row.Tone : ReportTone.Plain)))}{(hasBars ? Bar(row.Bar) : Html.Nothing)}</tr>\n"
        );

    private static Html Cell(ReportColumn column, string value, ReportTone tone) =>
        Html.Of(
            $"<td class=\"{Class(column)}\" data-label=\"{Text(column.Title)}\">{Mark(tone)}<span>{Text(value)}</span></td>"
        );

    /// <summary>The numbers beside it say the same: it is for the eye.</summary>
    private static Html Bar(ReportBar? bar) =>
        bar is null
            ? new Html("<td class=\"bars\"></td>")
            : Html.Of(
                $"<td class=\"bars\" aria-hidden=\"true\"><div class=\"bar\" style=\"margin-left:{Percent(bar.From)};width:{Percent(bar.Length)}\"><div style=\"width:{Percent(bar.Length > 0 ? bar.Waited / bar.Length : 0)}\"></div></div></td>"
            );

    private static string Percent(double part) =>
        Math.Clamp(part * 100, 0, 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static Html Mark(ReportTone tone) =>
        ReportWords.Mark(tone) is { Length: > 0 } mark
            ? Html.Of($"<span class=\"verdict\">{mark}</span>&nbsp;")
            : Html.Nothing;

    private static string Text(string text) => TerminalText.Printable(text);

    private static string Class(ReportColumn column) =>
        string.Join(
            ' ',
            new[]
            {
                column.IsNumber ? "number" : null,
                column.IsCode ? "name" : null,
            }.OfType<string>()
        );

    private static string Class(ReportTone tone) =>
        tone switch
        {
            ReportTone.Good => "holds",
            ReportTone.Bad => "broken",
            ReportTone.Attention => "declared",
            _ => "plain",
        };
}
