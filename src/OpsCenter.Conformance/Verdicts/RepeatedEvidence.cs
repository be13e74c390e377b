using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Verdicts;

/// <summary>
/// The same observation is said once, with the number of times. One that is made of many objects is said of the first, and names the others.
/// </summary>
internal static partial class RepeatedEvidence
{
    /// <summary>From this number of similar observations on they are grouped: two are read as fast as a group.</summary>
    private const int Many = 3;

    private const int MaximumNames = 8;

    /// <summary>The first of each, in order.</summary>
    public static IEnumerable<Evidence> Once(IEnumerable<Evidence> evidence) =>
        evidence
            .GroupBy(one => one.Text, StringComparer.Ordinal)
            .Select(same => (Kind: Kind(same.First()), Counted: Counted(same)))
            .GroupBy(one => one.Kind, one => one.Counted, StringComparer.Ordinal)
            .SelectMany(group => Together([.. group]));

    private static Evidence Counted(IEnumerable<Evidence> same)
    {
        var all = same.ToList();
        var statements = all.Select(one => one.Statement).Distinct(StringComparer.Ordinal).Count();
        var times =
            statements > 1 ? $"By {Number(statements)} statements."
            : all.Count > 1 ? $"Seen {Number(all.Count)} times."
            : null;
        return times is null ? all[0] : all[0] with { Text = $"{all[0].Text} {times}" };
    }

    /// <summary>The text without names and counts. What an object was and is now belongs to it, values do not.</summary>
    private static string Kind(Evidence one) =>
        Varying.Replace(one.Text, "…")
        + string.Concat(
            one.Samples.Where(sample =>
                sample.StartsWith("before: ", StringComparison.Ordinal)
                || sample.StartsWith("after: ", StringComparison.Ordinal)
            )
        );

    private static IEnumerable<Evidence> Together(IReadOnlyList<Evidence> similar)
    {
        if (similar.Count < Many)
        {
            return similar;
        }

        var first = NamesOf(similar[0]);
        List<string> others =
        [
            .. similar
                .Skip(1)
                .Select(one =>
                    string.Join(", ", NamesOf(one).Except(first, StringComparer.Ordinal))
                )
                .Where(names => names.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
        var more = others.Count - MaximumNames;
        return
        [
            similar[0] with
            {
                Text =
                    $"{similar[0].Text} The same {Number(similar.Count - 1)} times more"
                    + (others.Count == 0 ? "" : $": {string.Join("; ", others.Take(MaximumNames))}")
                    + (more > 0 ? $", and {Number(more)} others." : "."),
            },
        ];
    }

    private static IReadOnlyList<string> NamesOf(Evidence one) =>
        [.. Name.Matches(one.Text).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Identifier = """(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)""";

    /// <summary>Qualified names and names in quotes, but not the names of scripts.</summary>
    private const string Names =
        $"""(?!\w+\.sql\b){Identifier}(?:\.{Identifier})+|"(?:[^"]|"")+\x22""";

    [GeneratedRegex(Names)]
    private static partial Regex Name { get; }

    /// <summary>Also line numbers and counts, but not those in parentheses, which are SQLSTATEs.</summary>
    [GeneratedRegex(Names + @"|(?<![(\w.])[0-9]+(?![\w.)])")]
    private static partial Regex Varying { get; }
}
