using System.Text;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A report as Markdown, for a ticket or a pull request. Text from the database stays text: what would be markup is escaped.</summary>
internal static class MarkdownReportFormat
{
    private const string Markup = "\\`*_[]<>#|~&!@";

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
            Line(text, Block(TerminalText.Printable(code)));
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

    /// <summary>In a fence that is longer than any that the text has.</summary>
    private static string Block(string code)
    {
        var fence = "```";
        while (code.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"{fence}sh\n{code}\n{fence}";
    }

    private static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in TerminalText.Printable(text))
        {
            // A table's row and a heading are one line.
            _ = character switch
            {
                '\n' => escaped.Append("<br>"),
                _ when Markup.Contains(character, StringComparison.Ordinal) => escaped
                    .Append('\\')
                    .Append(character),
                _ => escaped.Append(character),
            };
        }

        // An address would be made a link.
        return escaped.Replace("://", "\\://").Replace("www.", "www\\.").ToString();
    }
}
