using System.Globalization;
using System.Text;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A folder's report in Markdown, as a comment of a pull request: the verdict, a line for each migration, the evidence folded.</summary>
public static class FolderMarkdown
{
    /// <summary>Hosts cut or refuse longer comments.</summary>
    private const int MaximumEvidence = 5;

    /// <summary>Creates the text.</summary>
    public static string Write(FolderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"### {(report.Conforms ? "✅" : "❌")} Migrations in {Code(report.Folder)}\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{FolderSum.Of(report)} {report.Laws.Count} laws, PostgreSQL {MajorList.Text(report.Majors)}, as {Code(report.Tool)} runs them, {report.Duration.TotalSeconds:0} s.\n\n"
        );
        text.Append("| | migration | verdict |\n|---|---|---|\n");
        foreach (var result in report.Migrations)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Mark(result)} | {Code(result.Migration.Title)} | {FolderSum.Of(result)} |\n"
            );
        }

        foreach (var result in report.Migrations.Where(result => !result.Conforms))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n<details><summary>{Escaped(result.Migration.Title)}</summary>\n\n"
            );
            foreach (var law in result.Broken.Concat(result.Unchecked.Take(1)))
            {
                Describe(text, law);
            }

            text.Append("\n</details>\n");
        }

        return text.ToString();
    }

    private static void Describe(StringBuilder text, LawResult law)
    {
        text.Append(CultureInfo.InvariantCulture, $"- **{law.Law}**: {Escaped(law.Promise)}\n");
        if (law.Outcome.Obstacle is { } obstacle)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - not checked: {Escaped(obstacle)}\n");
        }

        foreach (var evidence in law.Outcome.Evidence.Take(MaximumEvidence))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {Escaped(evidence.Text)}\n");
            if (evidence.Statement is { } statement)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Code(statement)}\n");
            }
        }

        if (law.Outcome.Evidence.Count > MaximumEvidence)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  - and {law.Outcome.Evidence.Count - MaximumEvidence} more\n"
            );
        }
    }

    private static string Mark(MigrationResult result) =>
        result switch
        {
            { Conforms: true } => "✅",
            { Broken.Count: > 0 } => "❌",
            _ => "❔",
        };

    /// <summary>Names and values come from scripts: nothing of them is markup.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in OneLine(text))
        {
            if ("\\`*_{}[]<>()#+!|~@&".Contains(letter, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>A code span that ends with a run of more backticks than the text has.</summary>
    private static string Code(string text)
    {
        var line = OneLine(text).Replace("|", "\\|", StringComparison.Ordinal);
        var fence = "`";
        while (line.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return fence.Length == 1 ? $"`{line}`" : $"{fence} {line} {fence}";
    }

    private static string OneLine(string text) =>
        string.Join(
            ' ',
            ReadableText
                .Of(text)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );
}
