namespace OpsCenter.Scripts.Statements;

/// <summary>Reads the head of an UPDATE or DELETE, the columns that it sets, and where its condition begins.</summary>
internal sealed class RowStatementReader
{
    private readonly string _text;
    private readonly List<SqlToken> _tokens = [];
    private int _at;

    public RowStatementReader(string statement)
    {
        _text = statement;
        var lexer = new SqlLexer(new SqlScript("", statement));
        while (lexer.Next() is { } token)
        {
            if (token.Kind != TokenKind.Trivia)
            {
                _tokens.Add(token);
            }
        }
    }

    public RowStatement? Read()
    {
        var isUpdate = Take("update");
        if (!isUpdate && !(Take("delete") && Take("from")))
        {
            return null;
        }

        var isOnly = Take("only");
        if (ReadTable() is not { } table)
        {
            return null;
        }

        _ = Take("*");
        var alias =
            Take("as") || !(IsAny("set", "using", "where", "returning") || IsAtEnd)
                ? TakeName()
                : table;
        if (alias is null || (isUpdate && !Take("set")))
        {
            return null;
        }

        var end = isUpdate ? FindAny("from", "where", "returning") : _at;
        List<string> assigned = isUpdate ? [.. ReadAssigned(end)] : [];
        _at = end;
        _at = FindAny("where", "returning");
        if (IsAtEnd)
        {
            return new RowStatement(_text, table, isOnly, alias, assigned, Condition: null);
        }

        var start = _tokens[_at].End;
        if (!Take("where") || (IsAny("current") && IsWord(_at + 1, "of")))
        {
            return null;
        }

        _at = FindAny("returning");
        return IsAtEnd ? new RowStatement(_text, table, isOnly, alias, assigned, start) : null;
    }

    private bool IsAtEnd => _at >= _tokens.Count;

    private string? ReadTable()
    {
        var first = _at;
        if (TakeName() is null)
        {
            return null;
        }

        while (Take("."))
        {
            if (TakeName() is null)
            {
                return null;
            }
        }

        return _text[_tokens[first].Start.._tokens[_at - 1].End];
    }

    /// <summary>The columns before an equals sign, alone or in parentheses.</summary>
    private IEnumerable<string> ReadAssigned(int end)
    {
        var depth = 0;
        var isTarget = true;
        for (var at = _at; at < end; at++)
        {
            var token = _tokens[at];
            depth += token.Kind switch
            {
                TokenKind.Open => 1,
                TokenKind.Close => -1,
                _ => 0,
            };
            if (isTarget && Name(at) is { } name)
            {
                yield return name;
            }

            isTarget = depth switch
            {
                0 when Is(at, "=") => false,
                0 when Is(at, ",") => true,
                _ => isTarget,
            };
        }
    }

    /// <summary>The place of the first of some words outside of parentheses; the end if there is none.</summary>
    private int FindAny(params ReadOnlySpan<string> words)
    {
        var depth = 0;
        for (var at = _at; at < _tokens.Count; at++)
        {
            depth += _tokens[at].Kind switch
            {
                TokenKind.Open => 1,
                TokenKind.Close => -1,
                _ => 0,
            };
            foreach (var word in words)
            {
                // As in IS DISTINCT FROM.
                if (depth == 0 && IsWord(at, word) && !IsWord(at - 1, "distinct"))
                {
                    return at;
                }
            }
        }

        return _tokens.Count;
    }

    private bool Take(string text)
    {
        var isThere = !IsAtEnd && (IsWord(_at, text) || Is(_at, text));
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private string? TakeName() => IsAtEnd || Name(_at) is null ? null : TextOf(_at++);

    private bool IsAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (IsWord(_at, word))
            {
                return true;
            }
        }

        return false;
    }

    private bool Is(int at, string text) =>
        _tokens[at].Kind == TokenKind.Other && TextOf(at) == text;

    private bool IsWord(int at, string word) =>
        at >= 0
        && at < _tokens.Count
        && _tokens[at].Kind == TokenKind.Word
        && TextOf(at).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name as the server knows it; null if the token is none.</summary>
    private string? Name(int at) =>
        _tokens[at].Kind == TokenKind.Word || TextOf(at).StartsWith('"')
            ? SqlIdentifier.Fold(TextOf(at))
            : null;

    private string TextOf(int at) => _text[_tokens[at].Start.._tokens[at].End];
}
