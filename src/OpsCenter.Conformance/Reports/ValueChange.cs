using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Reports;

/// <summary>A value or a definition before and after.</summary>
/// <param name="Before">What it was; null if it was not there.</param>
/// <param name="After">What it is; null if it is not there.</param>
internal sealed partial record ValueChange(string? Before, string? After)
{
    private const string BeforeLabel = "before: ";
    private const string AfterLabel = "after: ";

    /// <summary>Reads the changes among the samples of evidence, and the samples that are none.</summary>
    public static (IReadOnlyList<ValueChange> Changes, IReadOnlyList<string> Others) In(
        IReadOnlyList<string> samples
    )
    {
        var changes = new List<ValueChange>();
        var others = new List<string>();
        foreach (var sample in samples)
        {
            if (sample.StartsWith(BeforeLabel, StringComparison.Ordinal))
            {
                changes.Add(new ValueChange(sample[BeforeLabel.Length..], null));
            }
            else if (sample.StartsWith(AfterLabel, StringComparison.Ordinal))
            {
                var after = sample[AfterLabel.Length..];
                if (changes is [.., { After: null } last])
                {
                    changes[^1] = last with { After = after };
                }
                else
                {
                    changes.Add(new ValueChange(null, after));
                }
            }
            else if (Arrow.Match(sample) is { Success: true } change)
            {
                changes.Add(
                    new ValueChange(change.Groups["before"].Value, change.Groups["after"].Value)
                );
            }
            else
            {
                others.Add(sample);
            }
        }

        return (changes, others);
    }

    /// <summary>Takes the rows before and after out of a sentence about a statement.</summary>
    public static (string Text, IReadOnlyList<ValueChange> Changes) InText(string text) =>
        Rows.Match(text) is { Success: true } rows
            ? (
                $"{rows.Groups["said"].Value}.{rows.Groups["more"].Value}",
                [
                    new ValueChange(
                        RowOf(rows.Groups["before"].Value),
                        RowOf(rows.Groups["after"].Value)
                    ),
                    .. rows.Groups["new"] is { Success: true } added
                        ? [new ValueChange(null, added.Value)]
                        : Array.Empty<ValueChange>(),
                ]
            )
            : (text, []);

    private static string? RowOf(string text) => text == "nothing" ? null : text;

    /// <summary>The lengths of what both have at their start and at their end.</summary>
    public static (int Start, int End) Common(string one, string other)
    {
        var most = Math.Min(one.Length, other.Length);
        var start = one.AsSpan().CommonPrefixLength(other);
        // Half of a surrogate pair is no character.
        start -= start > 0 && char.IsHighSurrogate(one[start - 1]) ? 1 : 0;
        var end = 0;
        while (end < most - start && one[^(end + 1)] == other[^(end + 1)])
        {
            end++;
        }

        end -= end > 0 && char.IsLowSurrogate(one[^end]) ? 1 : 0;
        return (start, end);
    }

    private const string Literal = "(?:NULL|E?'(?:[^']|'')*')";

    [GeneratedRegex(
        @"^(?<said>.* different rows(?:, in [^:]*)?): (?<before>\(.*\)|nothing) before, (?<after>\(.*\)|nothing) after(?:; nothing before, (?<new>\(.*\)) after)?\.(?<more>.*)$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Rows { get; }

    /// <summary>Two values as literals: what stands within their quotes is no arrow.</summary>
    [GeneratedRegex(
        $"^(?<before>{Literal}) -> (?<after>{Literal})$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Arrow { get; }
}
