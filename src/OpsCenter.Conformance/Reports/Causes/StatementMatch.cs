using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>Compares the names in an observation with the words of statements.</summary>
internal static partial class StatementMatch
{
    private const int CommandWeight = 4;

    /// <summary>Names such as those of keys and sequences begin with that of their table.</summary>
    private const int MinimumPrefix = 3;

    /// <summary>The part of a statement that an observation is about; the whole one if that is not clear.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="names">The names in the observation.</param>
    /// <param name="command">The command tag, such as <c>CREATE INDEX</c>, or empty.</param>
    public static ScriptPlace Part(
        PlacedStatement statement,
        IReadOnlyList<ObjectName> names,
        string command
    ) =>
        Best(
            statement.Parts,
            part =>
            {
                var words = WordsOf(part.Text);
                return names.Sum(name => name.Parts.Count(words.Contains))
                    + (
                        command.Length > 0 && command.Split(' ').All(words.Contains)
                            ? CommandWeight
                            : 0
                    );
            }
        ) ?? statement.Whole;

    /// <summary>The statement that names the object; null if none does, or several and only its table.</summary>
    public static ScriptPlace? Place(
        IReadOnlyList<PlacedStatement> statements,
        IReadOnlyList<ObjectName> names
    )
    {
        var parts = statements.SelectMany(one => one.Parts).ToList();
        foreach (var name in names.Where(name => name.Parts.Count > 1))
        {
            var own = name.Parts[^1];
            var candidates = Acting(parts.Where(part => WordsOf(part.Text).Contains(own)))
                .Select(part => (part, words: WordsOf(part.Text)))
                .ToList();
            if (candidates.Count == 1 || (candidates.Count > 1 && name.Parts.Count > 2))
            {
                return candidates.MaxBy(one => name.Parts.Count(one.words.Contains)).part;
            }

            if (
                candidates.Count == 0
                && (
                    name.Parts.Count > 2 && Only(parts, name.Parts[1]) is { } ofTable
                        ? ofTable
                        : Prefixed(parts, own)
                )
                    is { } found
            )
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The one that changes something and names it; of several the one that names the table, too. Null if that is not clear.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="name">The name.</param>
    /// <param name="table">The table; null if it is not known.</param>
    /// <param name="words">Of several the one that has one of these words.</param>
    public static ScriptPlace? Acting(
        IReadOnlyList<PlacedStatement> statements,
        string name,
        string? table,
        params IReadOnlyList<string> words
    )
    {
        var named = Having(
            statements
                .SelectMany(one => one.Parts)
                .Where(part => Action.IsMatch(part.Text) && WordsOf(part.Text).Contains(name)),
            table is null ? [] : [table]
        );
        return Having(named, words) is [var only] ? only : null;
    }

    private static List<ScriptPlace> Having(
        IEnumerable<ScriptPlace> parts,
        IReadOnlyList<string> words
    )
    {
        var all = parts.ToList();
        return all.Count < 2 || words.Count == 0
            ? all
            : [.. all.Where(part => words.Any(WordsOf(part.Text).Contains))];
    }

    private static ScriptPlace? Only(IReadOnlyList<ScriptPlace> parts, string table) =>
        Acting(parts.Where(part => WordsOf(part.Text).Contains(table))) is [var only] ? only : null;

    private static ScriptPlace? Prefixed(IReadOnlyList<ScriptPlace> parts, string name) =>
        Best(
            parts,
            part =>
                WordsOf(part.Text)
                    .Where(word =>
                        word.Length >= MinimumPrefix
                        && name.StartsWith(word + "_", StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(word => word.Length)
                    .DefaultIfEmpty()
                    .Max()
        );

    /// <summary>The one with the highest weight; null if it is not alone, or has none.</summary>
    private static ScriptPlace? Best(
        IReadOnlyList<ScriptPlace> parts,
        Func<ScriptPlace, int> weight
    )
    {
        var weighed = parts.Select(part => (part, weight: weight(part))).ToList();
        var best = weighed.Select(one => one.weight).DefaultIfEmpty().Max();
        return best > 0 && weighed.Where(one => one.weight == best).ToList() is [var only]
            ? only.part
            : null;
    }

    /// <summary>Those that change something. A condition or a comment that names the object counts only if nothing else does.</summary>
    private static List<ScriptPlace> Acting(IEnumerable<ScriptPlace> parts)
    {
        var all = parts.ToList();
        var acting = all.Where(part => Action.IsMatch(part.Text)).ToList();
        return acting.Count > 0 ? acting : all;
    }

    [GeneratedRegex(
        @"^(?:alter|create|drop|update|insert|delete|truncate|merge|copy|execute)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Action { get; }

    private static HashSet<string> WordsOf(string text) =>
        Word.Matches(text).Select(word => word.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<="")(?:[^""]|"""")+(?="")|[\p{L}_][\p{L}\p{N}_$]*")]
    private static partial Regex Word { get; }
}
