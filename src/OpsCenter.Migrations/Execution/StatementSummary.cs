using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Execution;

/// <summary>The name of a statement in a trace: its first words, such as "create table orders". No literal is part of it.</summary>
internal static partial class StatementSummary
{
    private const int MostWords = 6;

    public static string Of(string statement)
    {
        var words = Words().Match(Comments().Replace(statement, "")).Value;
        var summary = string.Join(
            ' ',
            words
                .Split((char[]?)null, MostWords + 1, StringSplitOptions.RemoveEmptyEntries)
                .Take(MostWords)
        );
        return summary.ToLowerInvariant() switch
        {
            "" => "statement",
            "do" => "do block",
            _ => summary,
        };
    }

    /// <summary>What stands before the statement.</summary>
    [GeneratedRegex(@"\A(?:\s+|--[^\n]*(?:\n|\z)|/\*.*?\*/)+", RegexOptions.Singleline)]
    private static partial Regex Comments();

    /// <summary>A word is followed by a space or an end: the name before a quote or a parenthesis is one, a number is none.</summary>
    [GeneratedRegex(@"\A(?:[A-Za-z_][\w.]*\s*)+")]
    private static partial Regex Words();
}
