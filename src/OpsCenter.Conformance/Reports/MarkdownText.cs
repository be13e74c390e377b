using System.Globalization;
using System.Text;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>Parts of the reports in Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Hosts cut or refuse longer comments.</summary>
    private const int MaximumEvidence = 5;

    /// <summary>A law that is not kept, with its evidence.</summary>
    public static void Describe(StringBuilder text, LawResult law)
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

    /// <summary>Names and values come from scripts: nothing of them is markup.</summary>
    public static string Escaped(string text)
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
    public static string Code(string text)
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
