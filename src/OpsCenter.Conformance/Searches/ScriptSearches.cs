using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Searches;

/// <summary>Finds the conditions by which a script chooses rows: of UPDATE, DELETE, SELECT and blocks of them.</summary>
internal static class ScriptSearches
{
    private const int Maximum = 24;
    private const int MaximumLength = 100_000;

    private static readonly string[] Writing =
    [
        "update",
        "delete",
        "insert",
        "with",
        "merge",
        "do",
        "select",
        "create",
    ];

    private static readonly string[] Ends =
    [
        ";",
        "returning",
        "group",
        "order",
        "limit",
        "offset",
        "fetch",
        "having",
        "window",
        "union",
        "except",
        "intersect",
        "on",
        "for",
        "loop",
        "then",
        "into",
        "when",
    ];

    /// <summary>The conditions, in the order of the script; conditions on several tables at once are left out.</summary>
    public static IReadOnlyList<Search> Of(SqlScript script) =>
        [
            .. script
                .Statements.Where(statement =>
                    statement.Text.Length <= MaximumLength && MayChooseRows(statement.Text)
                )
                .SelectMany(statement => In(statement.Text, statement.Line))
                .DistinctBy(search => (search.Table, search.Condition))
                .Take(Maximum),
        ];

    private static bool MayChooseRows(string statement) =>
        statement.StartsWith("update", StringComparison.OrdinalIgnoreCase)
        || statement.StartsWith("delete", StringComparison.OrdinalIgnoreCase)
        || statement.StartsWith("do", StringComparison.OrdinalIgnoreCase)
        || statement.Contains("where", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Search> In(string text, int line)
    {
        var tokens = Tokens.Of(text);
        // The body of a new function or the query of a new view chooses nothing yet.
        if (
            tokens.FirstOrDefault(token => token.Kind == TokenKind.Name) is not { } first
            || !first.Is(Writing)
            || (first.Is("create") && !tokens.Take(5).Any(token => token.Is("table")))
        )
        {
            return [];
        }

        return first.Is("do")
            ? tokens
                .Where(token => token.Kind == TokenKind.Body)
                .SelectMany(body => Within(body.Text, Tokens.Of(body.Text), line))
            : Within(text, tokens, line);
    }

    private static IEnumerable<Search> Within(string text, IReadOnlyList<Token> tokens, int line)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (IsGuard(tokens, at))
            {
                at = EndOf(tokens, at + 2);
                continue;
            }

            var updates = tokens[at].Is("update");
            if (!updates && !tokens[at].Is("from"))
            {
                continue;
            }

            // Of FOR UPDATE, ON CONFLICT DO UPDATE and IS DISTINCT FROM, no table follows.
            var deletes = at > 0 && tokens[at - 1].Is("delete");
            if (Table(tokens, at + 1) is not var (table, alias, next))
            {
                continue;
            }

            if (updates)
            {
                if (next >= tokens.Count || !tokens[next].Is("set"))
                {
                    continue;
                }

                next = EndOf(tokens, next, "where", "from");
                if (next < tokens.Count && tokens[next].Is("from"))
                {
                    // The condition is about several tables.
                    at = next;
                    continue;
                }
            }

            if (next < tokens.Count && tokens[next].Is("where"))
            {
                var end = EndOf(tokens, next + 1, Ends);
                if (end > next + 1)
                {
                    var condition = tokens.Skip(next + 1).Take(end - next - 1).ToArray();
                    yield return new Search(
                        line,
                        table,
                        alias,
                        text[condition[0].Start..condition[^1].End],
                        Conditions.RowsOf(condition, alias ?? table.Split('.')[^1])
                    )
                    {
                        Deletes = deletes,
                    };
                }
            }
            else if ((updates || deletes) && (next >= tokens.Count || tokens[next].Is(Ends)))
            {
                yield return new Search(
                    line,
                    table,
                    alias,
                    "true",
                    [new Dictionary<string, string>(StringComparer.Ordinal)]
                )
                {
                    Deletes = deletes,
                };
            }
        }
    }

    /// <summary>
    /// Whether EXISTS begins at an index and a row would keep the script from its work: in NOT EXISTS, and as the condition of IF.
    /// </summary>
    private static bool IsGuard(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Is("exists")
        && at > 0
        && tokens[at - 1].Is("not", "if")
        && at + 1 < tokens.Count
        && tokens[at + 1].Is("(");

    /// <summary>The table at an index, its alias, and the index after both; null if it is no table.</summary>
    private static (string Name, string? Alias, int Next)? Table(
        IReadOnlyList<Token> tokens,
        int at
    )
    {
        if (at < tokens.Count && tokens[at].Is("only"))
        {
            at++;
        }

        if (at >= tokens.Count || tokens[at].Kind != TokenKind.Name)
        {
            return null;
        }

        var name = tokens[at++].Text;
        while (at + 1 < tokens.Count && tokens[at].Is(".") && tokens[at + 1].Kind == TokenKind.Name)
        {
            name += $".{tokens[at + 1].Text}";
            at += 2;
        }

        if (at < tokens.Count && tokens[at].Is("*"))
        {
            at++;
        }

        if (at < tokens.Count && tokens[at].Is("as"))
        {
            at++;
        }

        if (
            at < tokens.Count
            && tokens[at].Kind == TokenKind.Name
            && !tokens[at]
                .Is(
                    "set",
                    "where",
                    "using",
                    "join",
                    "left",
                    "right",
                    "inner",
                    "cross",
                    "full",
                    "natural"
                )
            && !tokens[at].Is(Ends)
        )
        {
            return (name, tokens[at].Text, at + 1);
        }

        return (name, null, at);
    }

    /// <summary>
    /// The index of the first of these words that is in no parentheses; that of the end, or of a parenthesis that closes
    /// an outer one, if there is none.
    /// </summary>
    private static int EndOf(IReadOnlyList<Token> tokens, int at, params ReadOnlySpan<string> words)
    {
        for (var depth = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Is("(", "["))
            {
                depth++;
            }
            else if (tokens[at].Is(")", "]") && --depth < 0)
            {
                return at;
            }
            else if (depth == 0 && (tokens[at].Is(words) || tokens[at].Is(";")))
            {
                return at;
            }
        }

        return at;
    }
}
