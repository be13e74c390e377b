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
    /// <param name="batches">The statements that are run in batches, by their ordinals: each is a part of its own.</param>
    /// <exception cref="ScriptSyntaxException">
    /// A transaction is not ended, or ended and not begun, or a statement that the server refuses in a transaction stands among
    /// others in a script that is to run in one.
    /// </exception>
    public static IReadOnlyList<ScriptPart> Of(
        SqlScript script,
        bool inTransaction,
        IReadOnlyDictionary<int, BatchRule> batches
    )
    {
        var statements = inTransaction ? WithoutOpenBegin(script.Statements) : script.Statements;
        var parts =
            statements.Any(statement => statement.Kind != StatementKind.Ordinary)
                ? InItsOwnTransactions(script, statements, inTransaction)
            : inTransaction
                ? [.. Runs(statements, batches).SelectMany(run => Together(script, run))]
            : [.. statements.Select(Alone)];
        return
        [
            .. parts.Select(part =>
                part.Statements is [var only]
                    ? part with
                    {
                        Batch = batches.GetValueOrDefault(only.Ordinal),
                    }
                    : EnsureNone(script, part, batches)
            ),
        ];
    }

    /// <summary>
    /// In the transaction of the tool, BEGIN only warns. The tool commits what follows, so that a last BEGIN without a COMMIT says nothing.
    /// </summary>
    private static IReadOnlyList<SqlStatement> WithoutOpenBegin(
        IReadOnlyList<SqlStatement> statements
    ) =>
        statements.LastOrDefault(statement => statement.Kind != StatementKind.Ordinary)
            is { Kind: StatementKind.Begin } open
        && !statements.Any(statement => statement.Kind == StatementKind.Commit)
            ? [.. statements.Where(statement => statement != open)]
            : statements;

    /// <summary>What stands together between the statements that are run in batches, and each of these.</summary>
    private static IEnumerable<IReadOnlyList<SqlStatement>> Runs(
        IReadOnlyList<SqlStatement> statements,
        IReadOnlyDictionary<int, BatchRule> batches
    )
    {
        var run = new List<SqlStatement>();
        foreach (var statement in statements)
        {
            var isBatch = batches.ContainsKey(statement.Ordinal);
            if (isBatch && run.Count > 0)
            {
                yield return run;
                run = [];
            }

            run.Add(statement);
            if (isBatch)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static ScriptPart EnsureNone(
        SqlScript script,
        ScriptPart part,
        IReadOnlyDictionary<int, BatchRule> batches
    ) =>
        part.Statements.FirstOrDefault(statement => batches.ContainsKey(statement.Ordinal))
            is { } batch
            ? throw new ScriptSyntaxException(
                script.Name,
                batches[batch.Ordinal].Line,
                "batches are transactions of their own, and the statement stands among others in a transaction that the script begins itself. Put "
                    + "the statement outside of its BEGIN and COMMIT."
            )
            : part;

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

    private static List<ScriptPart> InItsOwnTransactions(
        SqlScript script,
        IReadOnlyList<SqlStatement> statements,
        bool inTransaction
    )
    {
        var parts = new List<ScriptPart>();
        var open = new List<SqlStatement>();
        SqlStatement? begin = null;
        // Whether COMMIT and BEGIN, one after the other, divided the transaction that the tool opens.
        var divided = false;
        foreach (var (statement, next) in WithNext(statements))
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
                case StatementKind.Commit when begin is null:
                    // It ends the transaction of the tool, and what follows begins another one; where there is none it only warns.
                    Close(loose: true);
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
