using System.Text;
using OpsCenter.Conformance.Reports;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A report as Markdown, for a ticket or a pull request. Text from the database stays text: what would be markup is escaped.</summary>
internal static class MarkdownReportFormat
{
    public static string Write(ReportPage page)
    {
        var text = new StringBuilder();
        Line(text, $"# {Mark(page.Tone)}{Text(page.Headline)}");
        foreach (var line in page.Verdict)
        {
            Line(text, $"**{Text(line)}**");
        }

        Line(text, $"{Text(page.Kind)} · {Text(page.Details)}");
        foreach (var section in page.Sections)
        {
            Write(text, section);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ReportSection section)
    {
        Line(text, $"## {Text(section.Title)}");
        foreach (var paragraph in section.Text)
        {
            Line(text, Text(paragraph));
        }

        if (section.Facts.Count > 0)
        {
            Line(
                text,
                string.Join(
                    '\n',
                    section.Facts.Select(fact => $"- {Text(fact.Name)}: {Text(fact.Value)}")
                )
            );
        }

        if (section.Table is { } table)
        {
            Write(text, table);
        }

        if (section.Code is { } code)
        {
            Line(text, MarkdownText.Block(TerminalText.Printable(code), "sh"));
        }
    }

    private static void Write(StringBuilder text, ReportTable table)
    {
        Row(text, table.Columns.Select(column => Text(column.Title)));
        Row(text, table.Columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var row in table.Rows)
        {
            Row(
                text,
                row.Cells.Select((cell, index) => (index == 0 ? Mark(row.Tone) : "") + Text(cell))
            );
        }

        text.Append('\n');
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static string Mark(ReportTone tone) =>
        ReportWords.Mark(tone) is { Length: > 0 } mark ? Text(mark) + " " : "";

    private static string Text(string text) => MarkdownText.Lines(TerminalText.Printable(text));
}
