using System.Globalization;
using System.Text;
using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>The report of one migration in Markdown: the verdict, what is broken by its causes, and folded a line for each law.</summary>
public static class PairMarkdown
{
    /// <summary>Creates the text.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pair">The scripts, to name the statements that broke laws; null if they are not at hand.</param>
    public static string Write(ConformanceReport report, MigrationPair? pair = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"### {(report.Conforms ? "✅" : "❌")} {MarkdownText.Escaped(report.Migration)}\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"**{PairSum.Of(report)}** PostgreSQL {MajorList.Text(report.Majors)}, {report.Duration.TotalSeconds:0} s.\n"
        );
        var fixes = new HowToFix();
        foreach (var group in CauseGroups.Of(report, pair))
        {
            Write(text, group, fixes);
        }

        List<LawResult> open =
        [
            .. report.Results.Where(result => result.Verdict == Verdict.NotChecked),
        ];
        if (open.Count > 0)
        {
            text.Append("\n#### Not checked\n\n");
            open.ForEach(result => LawMarkdown.Write(text, result, fixes));
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\n<details><summary>All laws</summary>\n\n| | law | verdict |\n|---|---|---|\n"
        );
        foreach (var result in report.Results)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Mark(result.Verdict)} | {result.Law} | {Name(result.Verdict)} |\n"
            );
        }

        return text.Append("\n</details>\n").ToString();
    }

    private static void Write(StringBuilder text, CauseGroup group, HowToFix fixes)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n#### {MarkdownText.Escaped(group.Cause.Title)}\n\n"
        );
        if (group.Cause.Place is { } place)
        {
            text.Append(MarkdownText.Block(place.Excerpt, "sql")).Append("\n\n");
        }

        foreach (var law in group.Laws)
        {
            LawMarkdown.Write(text, law.Result, law.Evidence, group.Cause, fixes);
        }
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
