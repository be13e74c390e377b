using System.Globalization;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A result as text.</summary>
public static class TextReport
{
    /// <summary>The headline and all details.</summary>
    public static string Describe(LawResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return string.Join('\n', [Headline(result), .. Details(result)]);
    }

    /// <summary>The law, the verdict and the duration.</summary>
    public static string Headline(LawResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var seconds = result.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return $"{result.Law}: {WordOf(result.Verdict)} ({(result.FromCache ? "from the cache" : $"{seconds} s")})";
    }

    /// <summary>The lines below the headline: promise, reason, evidence and notes.</summary>
    public static IEnumerable<string> Details(LawResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Verdict is not (Verdict.Holds or Verdict.NothingToCheck))
        {
            yield return $"  The law: {result.Promise}";
        }

        if (result.Reason is { } reason)
        {
            yield return result.Verdict == Verdict.Declared
                ? $"  Declared: {reason}"
                : $"  Declared, but the law holds: {reason}";
        }

        if (result.Outcome.Obstacle is { } obstacle)
        {
            yield return Indented("  ", ReadableText.Of(obstacle));
        }

        foreach (var evidence in result.Outcome.Evidence)
        {
            yield return Indented("  - ", ReadableText.Of(evidence.Text));
            if (evidence.Statement is { } statement)
            {
                yield return $"      by: {ReadableText.Of(statement)}";
            }

            foreach (var sample in evidence.Samples)
            {
                yield return Indented("      ", ReadableText.OfValue(sample));
            }
        }

        foreach (var note in result.Outcome.Notes)
        {
            yield return Indented("  note: ", ReadableText.Of(note));
        }

        if (result.Kept.Count > 0)
        {
            yield return $"  kept: {string.Join(", ", result.Kept)}";
        }
    }

    private static string Indented(string margin, string text) =>
        margin
        + text.Replace("\n", "\n" + new string(' ', margin.Length), StringComparison.Ordinal);

    /// <summary>The verdict in words.</summary>
    public static string WordOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Holds => "holds",
            Verdict.Broken => "BROKEN",
            Verdict.Declared => "not promised",
            Verdict.NothingToCheck => "nothing to check",
            _ => "not checked",
        };
}
