using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>How a page shows a verdict: a class for the color, a sign for those who do not see it, and a word.</summary>
internal static class VerdictMark
{
    /// <summary>The verdicts in the order of a page.</summary>
    public static IReadOnlyList<Verdict> InOrder { get; } =
    [Verdict.Broken, Verdict.NotChecked, Verdict.Declared, Verdict.Holds, Verdict.NothingToCheck];

    /// <summary>The class of a verdict.</summary>
    public static string Class(Verdict verdict) =>
        verdict switch
        {
            Verdict.Holds => "holds",
            Verdict.Broken => "broken",
            Verdict.Declared => "declared",
            Verdict.NothingToCheck => "vacuous",
            _ => "unchecked",
        };

    /// <summary>The sign of a verdict.</summary>
    public static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Holds => "✓",
            Verdict.Broken => "✗",
            Verdict.Declared => "○",
            Verdict.NothingToCheck => "–",
            _ => "?",
        };

    /// <summary>The verdict in words, in lower case.</summary>
    public static string Word(Verdict verdict) => TextReport.WordOf(verdict).ToLowerInvariant();
}
