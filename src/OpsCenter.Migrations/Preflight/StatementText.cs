using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Preflight;

/// <summary>A statement of somebody else's, as it may be shown: without its values and comments, on one line, and not too long.</summary>
internal static partial class StatementText
{
    private const int Longest = 200;

    public static string Redacted(string sql)
    {
        var bare = Value().Replace(sql, match => match.ValueSpan[0] == '"' ? match.Value : "?");
        var line = Space().Replace(bare, " ").Trim();
        return line.Length <= Longest ? line : $"{line[..Longest]}...";
    }

    // A quoted identifier is matched so that a quote in it begins no literal. pg_stat_activity cuts a query off: a literal may have
    // lost its end, and is hidden to the end of the text.
    [GeneratedRegex(
        """
            "(?:[^"]|"")*(?:"|\z)
            |\$(?<tag>(?:[a-zA-Z_]\w*)?)\$.*?(?:\$\k<tag>\$|\z)
            |\b[eE]'(?:[^'\\]|\\.|'')*(?:'|\z)
            |'(?:[^']|'')*(?:'|\z)
            |--[^\n]*
            |/\*.*?(?:\*/|\z)
            |(?<![\w$])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b
            """,
        RegexOptions.Singleline
            | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Value();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
