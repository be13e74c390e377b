using System.Text.RegularExpressions;
using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>What to do about laws that are not kept. Of a law nothing is said twice in one report.</summary>
internal sealed partial class HowToFix
{
    private readonly HashSet<(string Law, string Text)> _said = [];

    /// <summary>What fits this evidence; if nothing does, what the law's page says. Markdown with code in backticks, a paragraph each.</summary>
    /// <param name="law">The id of the law.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="cause">What it leads to.</param>
    public IReadOnlyList<string> Next(string law, IReadOnlyList<Evidence> evidence, Cause cause) =>
        [.. Of(law, evidence, cause).Where(text => _said.Add((law, text)))];

    private static IReadOnlyList<string> Of(
        string law,
        IReadOnlyList<Evidence> evidence,
        Cause cause
    )
    {
        List<string> fitting =
        [
            .. evidence
                .Select(one => Fitting(law, one, cause.Place?.Text ?? one.Statement ?? ""))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        return fitting.Count > 0 ? fitting
            : LawPage.HowToFix(law) is { } page ? Link.Replace(page, "${text}").Split('\n')
            : [];
    }

    /// <summary>The first rule that fits: the special ones stand before the general ones.</summary>
    private static string? Fitting(string law, Evidence evidence, string statement) =>
        FixRules.InOrder.FirstOrDefault(rule => rule.Fits(law, evidence.Text, statement))?.Text;

    /// <summary>A link between pages of the docs leads nowhere from a report.</summary>
    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex Link { get; }
}
