namespace OpsCenter.Scripts.Statements;

/// <summary>
/// Splits a script like psql (psqlscan.l): a semicolon ends a statement unless it is in a quote, a dollar quote, a
/// comment, parentheses, or the BEGIN ... END of an SQL-standard function body.
/// </summary>
internal static class StatementSplitter
{
    public static IReadOnlyList<SqlStatement> Split(SqlScript script)
    {
        var text = script.Text;
        var lexer = new SqlLexer(script);
        var statements = new List<SqlStatement>();
        var body = new FunctionBody();
        var depth = 0;
        var start = -1;
        while (lexer.Next() is { } token)
        {
            switch (token.Kind)
            {
                case TokenKind.Trivia:
                    continue;
                case TokenKind.Command when IsDumpFrame(text.AsSpan(token.Start)):
                    continue;
                case TokenKind.Command:
                    throw new ScriptSyntaxException(
                        script.Name,
                        lexer.LineAt(token.Start),
                        $"{text[token.Start..token.End]} is a psql command, which the server cannot execute. "
                            + "Remove it, or replace it by SQL."
                    );
                case TokenKind.Open:
                    depth++;
                    break;
                case TokenKind.Close:
                    depth--;
                    break;
                case TokenKind.Word:
                    body.Read(text[token.Start..token.End]);
                    break;
                case TokenKind.Semicolon when depth <= 0 && !body.IsOpen:
                    if (start >= 0)
                    {
                        statements.Add(
                            Statement(
                                lexer,
                                script.FirstOrdinal + statements.Count,
                                start,
                                token.Start
                            )
                        );
                    }

                    (depth, start) = (0, -1);
                    body = new FunctionBody();
                    continue;
            }

            start = start < 0 ? token.Start : start;
        }

        if (start >= 0)
        {
            statements.Add(
                Statement(lexer, script.FirstOrdinal + statements.Count, start, text.Length)
            );
        }

        return statements;
    }

    /// <summary>
    /// pg_dump writes these two commands around a dump, so that psql executes no other command in it.
    /// </summary>
    private static bool IsDumpFrame(ReadOnlySpan<char> command) =>
        command.StartsWith(@"\restrict ", StringComparison.Ordinal)
        || command.StartsWith(@"\unrestrict ", StringComparison.Ordinal);

    private static SqlStatement Statement(SqlLexer lexer, int ordinal, int start, int end)
    {
        var text = lexer.Text[start..end].TrimEnd();
        return new SqlStatement(
            ordinal,
            lexer.LineAt(start),
            text,
            StatementPatterns.KindOf(text),
            StatementPatterns.TakesCopyData(text) ? lexer.ReadCopyData() : null
        )
        {
            Start = start,
        };
    }
}
