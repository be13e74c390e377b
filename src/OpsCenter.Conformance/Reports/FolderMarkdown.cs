using System.Globalization;
using System.Text;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A folder's report in Markdown, as a comment of a pull request: the verdict, a line for each migration, the evidence folded.</summary>
public static class FolderMarkdown
{
    /// <summary>Creates the text.</summary>
    public static string Write(FolderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"### {(report.Conforms ? "✅" : "❌")} Migrations in {MarkdownText.Code(report.Folder)}\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{FolderSum.Of(report)} {report.Laws.Count} laws, PostgreSQL {MajorList.Text(report.Majors)}, as {MarkdownText.Code(report.Tool)} runs them, {report.Duration.TotalSeconds:0} s.\n\n"
        );
        text.Append("| | migration | verdict |\n|---|---|---|\n");
        foreach (var result in report.Migrations)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Mark(result)} | {MarkdownText.CodeInTable(result.Migration.Title)} | {FolderSum.Of(result)} |\n"
            );
        }

        var fixes = new HowToFix();
        foreach (var result in report.Migrations.Where(result => !result.Conforms))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n<details><summary>{MarkdownText.Escaped(result.Migration.Title)}</summary>\n\n"
            );
            foreach (var law in result.Broken.Concat(result.Unchecked.Take(1)))
            {
                LawMarkdown.Write(text, law, fixes);
            }

            text.Append("\n</details>\n");
        }

        return text.ToString();
    }

    private static string Mark(MigrationResult result) =>
        result switch
        {
            { Conforms: true } => "✅",
            { Broken.Count: > 0 } => "❌",
            _ => "❔",
        };
}
