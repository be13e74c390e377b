namespace OpsCenter.Conformance.Searches;

/// <summary>The parts of a condition.</summary>
internal static class Terms
{
    /// <summary>The parts between these words that are in no parentheses, and in no BETWEEN.</summary>
    public static IReadOnlyList<Token[]> Split(Token[] tokens, string word)
    {
        var parts = new List<Token[]>();
        var part = new List<Token>();
        var depth = 0;
        var between = false;
        foreach (var token in WithoutParentheses(tokens))
        {
            depth +=
                token.Is("(", "[") ? 1
                : token.Is(")", "]") ? -1
                : 0;
            if (depth == 0 && token.Is(word) && !(between && token.Is("and")))
            {
                parts.Add([.. part]);
                part = [];
                continue;
            }

            between =
                depth == 0 && !token.Is("and")
                    ? between || token.Is("between")
                    : between && depth > 0;
            part.Add(token);
        }

        parts.Add([.. part]);
        return parts;
    }

    public static Token[] WithoutParentheses(Token[] tokens)
    {
        while (tokens is [{ Text: "(" }, .., { Text: ")" }] && EnclosesAll(tokens))
        {
            tokens = [.. tokens.Skip(1).SkipLast(1)];
        }

        return tokens;
    }

    private static bool EnclosesAll(Token[] tokens)
    {
        var depth = 0;
        for (var at = 0; at < tokens.Length - 1; at++)
        {
            depth +=
                tokens[at].Is("(") ? 1
                : tokens[at].Is(")") ? -1
                : 0;
            if (depth == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Without <c>::type</c>, with one name.</summary>
    public static Token[] WithoutCasts(Token[] tokens)
    {
        var left = new List<Token>();
        for (var at = 0; at < tokens.Length; at++)
        {
            if (tokens[at].Is("::"))
            {
                at++;
                while (
                    at + 2 < tokens.Length
                    && (
                        tokens[at + 1].Is(".") || (tokens[at + 1].Is("[") && tokens[at + 2].Is("]"))
                    )
                )
                {
                    at += 2;
                }

                continue;
            }

            left.Add(tokens[at]);
        }

        return [.. left];
    }
}
