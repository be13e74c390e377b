namespace OpsCenter.Scripts.Statements;

/// <summary>Divides a script into the parts that are done together.</summary>
public static class ScriptParts
{
    /// <summary>
    /// The parts of a script. In one transaction: one part, or those that the script makes itself by BEGIN and COMMIT. Without
    /// one: each statement by itself, and what stands between BEGIN and COMMIT together.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="inTransaction">Whether its tool runs it in one transaction.</param>
    /// <exception cref="ScriptSyntaxException">
    /// A transaction is not ended, or ended and not begun, or a statement that the server refuses in a transaction stands among
    /// others in a script that is to run in one.
    /// </exception>
    public static IReadOnlyList<ScriptPart> Of(SqlScript script, bool inTransaction)
    {
        var statements = script.Statements;
        if (statements.All(statement => statement.Kind == StatementKind.Ordinary))
        {
            return inTransaction ? Together(script, statements) : [.. statements.Select(Alone)];
        }

        return InItsOwnTransactions(script, inTransaction);
    }

    private static ScriptPart Alone(SqlStatement statement) =>
        new([statement], InTransaction: !StatementPatterns.RefusesTransactions(statement.Text));

    private static IReadOnlyList<ScriptPart> Together(
        SqlScript script,
        IReadOnlyList<SqlStatement> statements
    )
    {
        if (statements.Count == 1)
        {
            return [Alone(statements[0])];
        }

        EnsureAllowed(script, statements);
        return statements.Count == 0 ? [] : [new ScriptPart(statements, InTransaction: true)];
    }

    private static List<ScriptPart> InItsOwnTransactions(SqlScript script, bool inTransaction)
    {
        var parts = new List<ScriptPart>();
        var open = new List<SqlStatement>();
        SqlStatement? begin = null;
        // Whether COMMIT and BEGIN, one after the other, divided the transaction that the tool opens.
        var divided = false;
        foreach (var (statement, next) in WithNext(script.Statements))
        {
            switch (statement.Kind)
            {
                case StatementKind.Commit
                    when inTransaction
                        && (begin is null || divided)
                        && next?.Kind == StatementKind.Begin:
                    Close(loose: true);
                    begin = null;
                    divided = true;
                    break;
                case StatementKind.Begin when begin is null:
                    Close(loose: true);
                    begin = statement;
                    break;
                case StatementKind.Commit when begin is not null:
                    Close(loose: false);
                    begin = null;
                    break;
                case StatementKind.Ordinary:
                    open.Add(statement);
                    break;
                default:
                    throw new ScriptSyntaxException(
                        script.Name,
                        statement.Line,
                        $"{statement.Summary} does not fit the transactions of the script: BEGIN and COMMIT must come in pairs, and ROLLBACK would undo "
                            + "what is recorded as done."
                    );
            }
        }

        if (begin is not null && !divided)
        {
            throw new ScriptSyntaxException(
                script.Name,
                begin.Line,
                "BEGIN without a COMMIT: nothing of what follows would be kept."
            );
        }

        Close(loose: true);
        return parts;

        void Close(bool loose)
        {
            if (open.Count > 0 && loose && !inTransaction)
            {
                parts.AddRange(open.Select(Alone));
            }
            else if (open.Count > 0)
            {
                parts.AddRange(Together(script, [.. open]));
            }

            open.Clear();
        }
    }

    private static IEnumerable<(SqlStatement Statement, SqlStatement? Next)> WithNext(
        IReadOnlyList<SqlStatement> statements
    ) =>
        statements.Select(
            (statement, index) =>
                (statement, index + 1 < statements.Count ? statements[index + 1] : null)
        );

    private static void EnsureAllowed(SqlScript script, IReadOnlyList<SqlStatement> statements)
    {
        var refused = statements.FirstOrDefault(statement =>
            StatementPatterns.RefusesTransactions(statement.Text)
        );
        if (refused is not null)
        {
            throw new ScriptSyntaxException(
                script.Name,
                refused.Line,
                $"the server runs {refused.Summary} in no transaction, and the script is run in one. Put it into a migration of its own, or write the "
                    + "line \"-- opscenter: no-transaction\" into the script: then each statement is done by itself, and an interrupted run resumes."
            );
        }
    }
}
