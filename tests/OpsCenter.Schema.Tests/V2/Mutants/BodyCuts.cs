using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>Finds what can be taken out of a PL/pgSQL body (manual, "PL/pgSQL"): as much of its grammar as our scripts use.</summary>
internal sealed class BodyCuts
{
    private readonly SqlScript _body;
    private readonly List<SqlToken> _tokens = [];
    private readonly List<Cut> _cuts = [];
    private readonly Stack<int> _ifs = new();
    private int _at;

    private BodyCuts(SqlScript body)
    {
        _body = body;
        var lexer = new SqlLexer(body);
        while (lexer.Next() is { } token)
        {
            if (token.Kind != TokenKind.Trivia)
            {
                _tokens.Add(token);
            }
        }
    }

    public static IReadOnlyList<Cut> Find(SqlScript body)
    {
        var cuts = new BodyCuts(body);
        cuts.ReadBlock();
        return cuts._cuts;
    }

    private void ReadBlock()
    {
        SkipUntil("begin");
        while (_at < _tokens.Count)
        {
            switch (Word(_at))
            {
                case "if":
                    _ifs.Push(_tokens[_at].Start);
                    ReadCondition();
                    break;
                case "elsif":
                    ReadCondition();
                    break;
                case "when":
                    SkipUntil("then");
                    break;
                case "else" or "begin" or "exception":
                    _at++;
                    break;
                case "declare":
                    SkipUntil("begin");
                    break;
                case "loop":
                    _at++;
                    break;
                case "for" or "foreach" or "while":
                    SkipUntil("loop");
                    break;
                case "end":
                    if (Word(_at + 1) == "if")
                    {
                        _ifs.Pop();
                    }

                    SkipStatement();
                    break;
                default:
                    ReadStatement();
                    break;
            }
        }
    }

    private void ReadCondition()
    {
        var first = ++_at;
        SkipUntil("then");
        var (start, end) = (_tokens[first].Start, _tokens[_at - 2].End);
        _cuts.Add(new Cut(_ifs.Peek(), start, end, Cut.Always, "true"));
        _cuts.Add(new Cut(_ifs.Peek(), start, end, Cut.Never, "false"));
    }

    private void ReadStatement()
    {
        var first = _at;
        SkipStatement();
        // "null" keeps a branch that would be empty.
        var anchor = _tokens[first].Start;
        _cuts.Add(new Cut(anchor, anchor, _tokens[_at - 2].End, Cut.Removed, "null"));
        ReadLists(first, _at);
    }

    /// <summary>The rows of VALUES: each is taken out with the comma behind it, or, if it is the last one, before it.</summary>
    private void ReadLists(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (Word(at) != "values")
            {
                continue;
            }

            var rows = Rows(at + 1);
            for (var row = 0; rows.Count > 1 && row < rows.Count; row++)
            {
                var isLast = row == rows.Count - 1;
                _cuts.Add(
                    new Cut(
                        _tokens[from].Start,
                        isLast ? _tokens[rows[row - 1].Last].End : _tokens[rows[row].First].Start,
                        isLast ? _tokens[rows[row].Last].End : _tokens[rows[row + 1].First].Start,
                        Cut.Removed,
                        ""
                    )
                );
            }
        }
    }

    private List<(int First, int Last)> Rows(int at)
    {
        var rows = new List<(int First, int Last)>();
        while (_tokens[at].Kind == TokenKind.Open)
        {
            var first = at;
            var depth = 0;
            do
            {
                depth += Step(at++);
            } while (depth > 0);

            rows.Add((first, at - 1));
            if (_body.Text[_tokens[at].Start] != ',')
            {
                break;
            }

            at++;
        }

        return rows;
    }

    /// <summary>Goes behind the next word of this name that is in no parentheses and in no CASE expression.</summary>
    private void SkipUntil(string word)
    {
        var (depth, cases) = (0, 0);
        for (; _at < _tokens.Count; _at++)
        {
            var found = Word(_at);
            if (depth == 0 && cases == 0 && found == word)
            {
                _at++;
                return;
            }

            depth += Step(_at);
            cases += found switch
            {
                "case" => 1,
                "end" => -1,
                _ => 0,
            };
        }
    }

    private void SkipStatement()
    {
        while (_at < _tokens.Count && _tokens[_at].Kind != TokenKind.Semicolon)
        {
            _at++;
        }

        _at++;
    }

    private int Step(int at) =>
        _tokens[at].Kind switch
        {
            TokenKind.Open => 1,
            TokenKind.Close => -1,
            _ => 0,
        };

    private string? Word(int at) =>
        at < _tokens.Count && _tokens[at].Kind == TokenKind.Word
            ? _body.Text[_tokens[at].Start.._tokens[at].End].ToLowerInvariant()
            : null;
}
