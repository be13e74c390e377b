using System.Globalization;
using System.Text.Json;

namespace OpsCenter.Conformance.Searches;

/// <summary>
/// Reads values out of a condition: rows with these values may fulfil it. A term that is not understood has no value;
/// the server decides in the end.
/// </summary>
internal static class Conditions
{
    private const int MaximumRows = 4;

    /// <summary>Rows that may fulfil the condition, one for each alternative and each value of a list.</summary>
    /// <param name="condition">The tokens after WHERE.</param>
    /// <param name="table">The name or alias by which the condition names the table.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> RowsOf(
        Token[] condition,
        string table
    ) => [.. Terms.Split(condition, "or").SelectMany(all => Rows(all, table)).Take(MaximumRows)];

    private static List<Dictionary<string, string>> Rows(Token[] all, string table)
    {
        List<Dictionary<string, string>> rows = [new(StringComparer.Ordinal)];
        foreach (var term in Terms.Split(all, "and"))
        {
            if (Terms.Split(term, "or").Count > 1 || Terms.Split(term, "and").Count > 1)
            {
                var inner = RowsOf(term, table);
                rows = [.. rows.SelectMany(row => inner.Select(more => Both(row, more)))];
            }
            else if (Values(term, table) is ({ } column, { Count: > 0 } values))
            {
                rows =
                [
                    .. rows.SelectMany(row =>
                        values.Select(value =>
                            Both(
                                row,
                                new Dictionary<string, string>(StringComparer.Ordinal)
                                {
                                    [column] = value,
                                }
                            )
                        )
                    ),
                ];
            }

            rows = [.. rows.Take(MaximumRows)];
        }

        return rows;
    }

    private static Dictionary<string, string> Both(
        IReadOnlyDictionary<string, string> one,
        IReadOnlyDictionary<string, string> other
    )
    {
        var both = new Dictionary<string, string>(one, StringComparer.Ordinal);
        foreach (var (column, value) in other)
        {
            both.TryAdd(column, value);
        }

        return both;
    }

    /// <summary>The column of a term and values for it.</summary>
    private static (string? Column, IReadOnlyList<string> Values) Values(Token[] term, string table)
    {
        var tokens = Terms.WithoutCasts(Terms.WithoutParentheses(term));
        var negated = tokens is [{ Text: "not" }, ..];
        if (negated)
        {
            tokens = Terms.WithoutParentheses([.. tokens.Skip(1)]);
        }

        if (Column(tokens, table) is not var (column, next))
        {
            return
                tokens is [{ Kind: TokenKind.Literal } value, { Text: "=" }, .. var right]
                && Column(right, table) is var (named, _)
                ? (named, [value.Text])
                : Call(tokens, table);
        }

        var rest = tokens.Skip(next).ToArray();
        return rest switch
        {
            [] => (column, [negated ? "false" : "true"]),
            _ when negated => (null, []),
            [{ Text: "is" }, { Text: "null" }] => (column, ["NULL"]),
            [{ Text: "is" }, { Text: "true" or "false" } truth] => (column, [truth.Text]),
            [{ Text: "=" }, .. var value] => (column, Compared(value)),
            [{ Text: "in" }, { Text: "(" }, ..] => (column, Literals(rest)),
            [{ Text: "like" or "ilike" }, { Kind: TokenKind.Literal } pattern] => (
                column,
                [pattern.Text.Replace("%", "", StringComparison.Ordinal).Replace('_', 'a')]
            ),
            [{ Text: ">" or "<" or ">=" or "<=" } relation, .. var bound] => (
                column,
                Bounded(relation.Text, bound)
            ),
            [{ Text: "between" }, { Kind: TokenKind.Literal } low, ..] => (column, [low.Text]),
            [
                { Text: "->>" },
                { Kind: TokenKind.Literal } key,
                { Text: "=" },
                { Kind: TokenKind.Literal } value,
            ] => (column, [Document(key.Text, value.Text)]),
            [{ Text: "@" }, { Text: ">" }, { Kind: TokenKind.Literal } part] => (
                column,
                [part.Text]
            ),
            _ => (null, []),
        };
    }

    /// <summary>A function of a column, such as <c>lower(kind) = 'a'</c> or <c>coalesce(kind, '') = ''</c>.</summary>
    private static (string?, IReadOnlyList<string>) Call(Token[] tokens, string table)
    {
        if (
            tokens is not [{ Kind: TokenKind.Name } function, { Text: "(" }, .. var inner]
            || Column(inner, table) is not var (column, next)
            || inner.Skip(next).FirstOrDefault() is not { } following
            || !following.Is(",", ")")
        )
        {
            return (null, []);
        }

        var close = inner.ToList().FindIndex(token => token.Is(")"));
        return close < 0 || inner.Skip(close + 1).ToArray() is not [{ Text: "=" }, .. var value]
                ? (null, [])
            : function.Is("coalesce") && inner[close - 1].Text == value.FirstOrDefault()?.Text
                ? (column, ["NULL"])
            : (column, Compared(value));
    }

    private static IReadOnlyList<string> Compared(Token[] value) =>
        value switch
        {
            [{ Kind: TokenKind.Literal } literal] => [literal.Text],
            [{ Text: "true" or "false" } truth] => [truth.Text],
            [{ Text: "-" }, { Kind: TokenKind.Literal } number] => [$"-{number.Text}"],
            [{ Text: "any" }, ..] => Literals(value),
            _ => [],
        };

    private static IReadOnlyList<string> Literals(Token[] tokens) =>
        tokens.Any(token => token.Is("select"))
            ? []
            :
            [
                .. tokens
                    .Where(token => token.Kind == TokenKind.Literal)
                    .Select(token => token.Text)
                    .Take(MaximumRows),
            ];

    private static IReadOnlyList<string> Bounded(string relation, Token[] bound)
    {
        if (bound is not [.., { Kind: TokenKind.Literal } literal] || bound.Length > 2)
        {
            return [];
        }

        if (!decimal.TryParse(literal.Text, CultureInfo.InvariantCulture, out var number))
        {
            return relation is ">=" or "<=" ? [literal.Text]
                : relation == "<" ? ["'1970-01-01'"]
                : ["'2990-01-01'"];
        }

        number = bound.Length == 2 ? -number : number;
        number += relation switch
        {
            ">" => 1,
            "<" => -1,
            _ => 0,
        };
        return [number.ToString(CultureInfo.InvariantCulture)];
    }

    private static string Document(string key, string value) => $"'{{{Json(key)}: {Json(value)}}}'";

    private static string Json(string literal) =>
        $"\"{JsonEncodedText.Encode(literal.Trim('\''), System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>The column at the start of the tokens and the index after it; null if there is none.</summary>
    private static (string Column, int Next)? Column(Token[] tokens, string table)
    {
        if (tokens.Length == 0 || tokens[0].Kind != TokenKind.Name)
        {
            return null;
        }

        if (tokens is [_, { Text: "." }, { Kind: TokenKind.Name } qualified, ..])
        {
            return tokens[0].Text == table ? (qualified.Text, 3) : null;
        }

        return tokens is [_, { Text: "(" }, ..] ? null : (tokens[0].Text, 1);
    }
}
