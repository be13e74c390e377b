using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>How to fix one way of breaking laws.</summary>
/// <param name="laws">The ids of the laws.</param>
/// <param name="observed">What the observation says.</param>
/// <param name="written">What is written in the statement; null if that does not matter.</param>
/// <param name="text">What to do, with code in backticks.</param>
internal sealed class FixRule(string[] laws, string observed, string? written, string text)
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private readonly Regex _observed = new(observed, Options);
    private readonly Regex? _written = written is null ? null : new Regex(written, Options);

    /// <summary>What to do, with code in backticks.</summary>
    public string Text => text;

    /// <summary>Whether it is about this observation.</summary>
    /// <param name="law">The id of the law.</param>
    /// <param name="observation">The text of the evidence.</param>
    /// <param name="statement">The statement that led to it, or empty.</param>
    public bool Fits(string law, string observation, string statement) =>
        laws.Contains(law, StringComparer.Ordinal)
        && _observed.IsMatch(observation)
        && (_written is null || _written.IsMatch(statement));
}
