using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Locking;

/// <summary>The text of somebody else's query, fit to be shown: literals may be secrets.</summary>
public static partial class QueryText
{
    private const int Longest = 200;

    /// <summary>One line of at most 200 characters, with <c>?</c> for every literal and without comments.</summary>
    public static string Redact(string query)
    {
        var line = Blank().Replace(Literal().Replace(query, Replacement), " ").Trim();
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }

    private static string Replacement(Match match) =>
        match.Groups["name"].Success ? match.Value
        : match.Groups["comment"].Success ? " "
        : "?";

    // A string that was cut off by track_activity_query_size has no end: it is replaced to the end of the text.
    [GeneratedRegex(
        """
            (?<name>"(?:[^"]|"")*")
            |(?<comment>--[^\n]*|/\*[\s\S]*?(?:\*/|$))
            |(?:\b[Ee])'(?:[^'\\]|''|\\[\s\S])*(?:'|$)
            |(?:\b[BbXxUu]&?)?'(?:[^']|'')*(?:'|$)
            |\$(?<tag>(?:[A-Za-z_]\w*)?)\$[\s\S]*?(?:\$\k<tag>\$|$)
            |(?<![\w$."])[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\b
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Literal();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
