namespace OpsCenter.Scripts.Statements;

/// <summary>Reads the tokens of a script (manual, "Lexical Structure"), with standard_conforming_strings on.</summary>
internal sealed class SqlLexer(SqlScript script)
{
    private readonly LineNumbers _lines = new(script.Text);
    private int _at;

    public string Text => script.Text;

    /// <summary>The line number of a character, from 1.</summary>
    public int LineAt(int index) => _lines.At(index);

    /// <summary>The next token, or null at the end.</summary>
    public SqlToken? Next()
    {
        if (_at >= Text.Length)
        {
            return null;
        }

        var start = _at;
        var kind = Read(Text[_at]);
        return new SqlToken(kind, start, _at);
    }

    /// <summary>The lines after the current one, up to a line with only <c>\.</c>.</summary>
    public string ReadCopyData()
    {
        var from = Text.IndexOf('\n', _at) + 1;
        var end = Text.IndexOf("\n\\.", Math.Max(from - 1, 0), StringComparison.Ordinal);
        if (from == 0 || end < 0)
        {
            throw Unterminated("COPY ... FROM stdin", _at, @"\.");
        }

        _at = Text.IndexOf('\n', end + 1) is var next and >= 0 ? next : Text.Length;
        return end < from ? "" : Text[from..(end + 1)];
    }

    private TokenKind Read(char first)
    {
        var following = _at + 1 < Text.Length ? Text[_at + 1] : '\0';
        switch (first)
        {
            case '-' when following == '-':
                _at = Text.IndexOf('\n', _at) is var line and >= 0 ? line + 1 : Text.Length;
                return TokenKind.Trivia;
            case '/' when following == '*':
                ReadComment();
                return TokenKind.Trivia;
            case '\'':
                ReadQuote('\'', escapes: false);
                return TokenKind.Other;
            case 'e' or 'E' when following == '\'':
                _at++;
                ReadQuote('\'', escapes: true);
                return TokenKind.Other;
            case '"':
                ReadQuote('"', escapes: false);
                return TokenKind.Other;
            case '$' when DollarTag() is { } tag:
                ReadDollarQuote(tag);
                return TokenKind.Other;
            case '\\':
                _at = Text.IndexOf('\n', _at) is var end and >= 0 ? end : Text.Length;
                return TokenKind.Command;
        }

        if (char.IsWhiteSpace(first) || first == '\uFEFF')
        {
            _at++;
            return TokenKind.Trivia;
        }

        if (char.IsLetter(first) || first == '_')
        {
            while (_at < Text.Length && IsInWord(Text[_at]))
            {
                _at++;
            }

            return TokenKind.Word;
        }

        _at++;
        return first switch
        {
            '(' or '[' => TokenKind.Open,
            ')' or ']' => TokenKind.Close,
            ';' => TokenKind.Semicolon,
            _ => TokenKind.Other,
        };
    }

    /// <summary>Reads a comment. Comments can be nested.</summary>
    private void ReadComment()
    {
        var start = _at;
        for (var depth = 0; _at < Text.Length; )
        {
            if (string.CompareOrdinal(Text, _at, "/*", 0, 2) == 0)
            {
                depth++;
                _at += 2;
            }
            else if (string.CompareOrdinal(Text, _at, "*/", 0, 2) == 0)
            {
                depth--;
                _at += 2;
                if (depth == 0)
                {
                    return;
                }
            }
            else
            {
                _at++;
            }
        }

        throw Unterminated("comment", start, "*/");
    }

    private void ReadQuote(char quote, bool escapes)
    {
        var start = _at++;
        while (_at < Text.Length)
        {
            var read = Text[_at++];
            if (escapes && read == '\\')
            {
                _at++;
            }
            else if (read == quote)
            {
                if (_at >= Text.Length || Text[_at] != quote)
                {
                    return;
                }

                _at++;
            }
        }

        throw Unterminated("quote", start, quote.ToString());
    }

    /// <summary>The <c>$tag$</c> at the current position; null for a parameter such as <c>$1</c>.</summary>
    private string? DollarTag()
    {
        var end = _at + 1;
        while (end < Text.Length && Text[end] != '$' && IsInWord(Text[end]))
        {
            end++;
        }

        var isTag =
            end < Text.Length
            && Text[end] == '$'
            && (end == _at + 1 || !char.IsDigit(Text[_at + 1]));
        return isTag ? Text[_at..(end + 1)] : null;
    }

    private void ReadDollarQuote(string tag)
    {
        var end = Text.IndexOf(tag, _at + tag.Length, StringComparison.Ordinal);
        _at = end >= 0 ? end + tag.Length : throw Unterminated("dollar quote", _at, tag);
    }

    private static bool IsInWord(char character) =>
        char.IsLetterOrDigit(character) || character is '_' or '$';

    private ScriptSyntaxException Unterminated(string what, int start, string end) =>
        new(script.Name, LineAt(start), $"unterminated {what}: {end} is missing.");
}
