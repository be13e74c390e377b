using System.Globalization;
using System.Text;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>The report of one migration in Markdown: the verdict, what is not kept with its evidence, a line for each law.</summary>
public static class PairMarkdown
{
    /// <summary>Creates the text.</summary>
    public static string Write(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"### {(report.Conforms ? "✅" : "❌")} {MarkdownText.Escaped(report.Migration)}\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Sum(report)} {report.Results.Count} laws, PostgreSQL {MajorList.Text(report.Majors)}, {report.Duration.TotalSeconds:0} s.\n\n"
        );
        foreach (
            var result in report
                .Results.Where(result => result.Verdict is Verdict.Broken or Verdict.NotChecked)
                .OrderBy(result => result.Verdict == Verdict.NotChecked)
        )
        {
            MarkdownText.Describe(text, result);
        }

        text.Append("\n| | law | verdict |\n|---|---|---|\n");
        foreach (var result in report.Results)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Mark(result.Verdict)} | {result.Law} | {Name(result.Verdict)} |\n"
            );
        }

        return text.ToString();
    }

    private static string Sum(ConformanceReport report)
    {
        var broken = report.Results.Count(result => result.Verdict == Verdict.Broken);
        var open = report.Results.Count(result => result.Verdict == Verdict.NotChecked);
        return report switch
        {
            { Conforms: true } => "Every law that was checked holds or is declared.",
            { IsVacuous: true } => "Nothing was checked.",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{broken} broken, {open} not checked."
            ),
        };
    }

    private static string Mark(Verdict verdict) =>
        verdict switch
        {
            Verdict.Holds => "✅",
            Verdict.Broken => "❌",
            Verdict.NotChecked => "❔",
            _ => "➖",
        };

    private static string Name(Verdict verdict) =>
        verdict switch
        {
            Verdict.Holds => "holds",
            Verdict.Broken => "broken",
            Verdict.NotChecked => "not checked",
            Verdict.Declared => "declared",
            _ => "nothing to check",
        };
}
