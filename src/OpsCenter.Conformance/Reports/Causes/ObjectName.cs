using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>The name of a table, a column or another object in a message.</summary>
/// <param name="Parts">Its parts without quotes: schema, table, column; one part if a message names it without a schema.</param>
internal sealed partial record ObjectName(IReadOnlyList<string> Parts)
{
    private const string Identifier = """(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)""";

    /// <summary>The table, or another object in a schema.</summary>
    public string Relation => string.Join('.', Parts.Take(2));

    /// <summary>The names in a message of the harness or the server, in order.</summary>
    public static IReadOnlyList<ObjectName> In(string text) =>
        [
            .. Names
                .Matches(text)
                .Select(name => new ObjectName([
                    .. Part.Matches(name.Value)
                        .Select(part =>
                            part.Value.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal)
                        ),
                ])),
        ];

    /// <summary>Qualified names and names in quotes, but not the names of files.</summary>
    [GeneratedRegex(
        $"""(?<![\w.'])(?:{Identifier}(?:\.{Identifier})+(?![\w$])(?<!\.sql)|"(?:[^"]|"")+\x22)(?![\w.]*\.sql\b)"""
    )]
    private static partial Regex Names { get; }

    [GeneratedRegex(Identifier)]
    private static partial Regex Part { get; }
}
