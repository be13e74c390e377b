using System.Globalization;
using System.Text;
using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A law that is not kept, as a list item of a report in Markdown.</summary>
internal static class LawMarkdown
{
    /// <summary>Hosts cut or refuse longer comments.</summary>
    private const int MaximumEvidence = 5;

    private const string Margin = "    ";

    /// <summary>A law with all its evidence, without values of rows.</summary>
    public static void Write(StringBuilder text, LawResult law, HowToFix fixes) =>
        Write(
            text,
            law,
            [.. law.Outcome.Evidence.Select(evidence => evidence with { Samples = [] })],
            Cause.Unknown,
            fixes
        );

    /// <summary>A law below one of its causes, with values before and after.</summary>
    public static void Write(
        StringBuilder text,
        LawResult law,
        IReadOnlyList<Evidence> evidence,
        Cause cause,
        HowToFix fixes
    )
    {
        Line(text, $"- **{law.Law}**: {MarkdownText.Escaped(law.Promise)}");
        if (law.Outcome.Obstacle is { } obstacle)
        {
            Line(text, $"  - not checked: {MarkdownText.Escaped(obstacle)}");
        }

        foreach (var one in evidence.Take(MaximumEvidence))
        {
            Write(text, one, cause);
        }

        if (evidence.Count > MaximumEvidence)
        {
            Line(text, $"  - and {evidence.Count - MaximumEvidence} more");
        }

        if (law.Verdict == Verdict.Broken)
        {
            foreach (var fix in fixes.Next(law.Law, evidence, cause))
            {
                Line(text, $"  - *How to fix it:* {fix}");
            }
        }
    }

    private static void Write(StringBuilder text, Evidence evidence, Cause cause)
    {
        Line(text, $"  - {MarkdownText.Escaped(evidence.Text)}");
        if (evidence.Statement is { } statement && cause.Place?.IsOf(statement) != true)
        {
            Line(text, $"{Margin}{MarkdownText.Code(statement)}");
        }

        var (changes, others) = ValueChange.In(evidence.Samples);
        foreach (var sample in others.Where(sample => sample != evidence.Statement))
        {
            Line(text, $"{Margin}- {MarkdownText.Code(ReadableText.OfValue(sample))}");
        }

        if (changes.Count > 0)
        {
            var lines = changes.SelectMany(change =>
                Side("-", change.Before).Concat(Side("+", change.After))
            );
            Line(text, $"\n{MarkdownText.Block(string.Join('\n', lines), "diff", Margin)}\n");
        }
    }

    private static IEnumerable<string> Side(string sign, string? value) =>
        value is null
            ? []
            : ReadableText.OfValue(value).Split('\n').Select(line => $"{sign} {line}");

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
