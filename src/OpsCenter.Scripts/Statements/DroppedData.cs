namespace OpsCenter.Scripts.Statements;

/// <summary>Recognizes a statement that drops a table, or a column of one, with what is in it.</summary>
public static class DroppedData
{
    /// <summary>What ALTER TABLE drops beside columns.</summary>
    private static readonly string[] WithoutValues =
    [
        "constraint",
        "default",
        "expression",
        "identity",
        "not",
    ];

    /// <summary>Whether it drops rows or values, as far as its words show.</summary>
    public static bool IsIn(string statement)
    {
        var words = Words(statement);
        return words switch
        {
            ["drop", "table" or "schema", ..] => true,
            ["alter", "table", .. var rest] => Enumerable
                .Range(0, Math.Max(0, rest.Length - 1))
                .Any(at => rest[at] == "drop" && !WithoutValues.Contains(rest[at + 1])),
            _ => false,
        };
    }

    /// <summary>Its words in lower case; anything else, such as a string, is an empty one.</summary>
    private static string[] Words(string statement)
    {
        var words = new List<string>();
        var lexer = new SqlLexer(new SqlScript("", statement));
        while (lexer.Next() is { } token)
        {
            if (token.Kind != TokenKind.Trivia)
            {
                words.Add(
                    token.Kind == TokenKind.Word
                        ? statement[token.Start..token.End].ToLowerInvariant()
                        : ""
                );
            }
        }

        return [.. words];
    }
}
