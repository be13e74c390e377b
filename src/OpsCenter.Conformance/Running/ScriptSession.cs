using System.Data;
using Npgsql;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Running;

/// <summary>The session of a running script.</summary>
internal sealed class ScriptSession(
    NpgsqlConnection connection,
    string scriptName,
    ScriptRunOptions options
) : IAsyncDisposable
{
    // A batch sends the text unchanged. A command would parse it for statements and parameters.
    private readonly NpgsqlBatch _batch = new(connection)
    {
        Timeout = (int)Math.Ceiling(options.StatementTimeout.TotalSeconds),
    };

    // Read now: the connection may be lost at a later boundary.
    private readonly int _backendPid = connection.ProcessID;

    private bool _isInTransaction;

    public static ScriptError Describe(
        string script,
        SqlStatement? statement,
        NpgsqlException exception
    ) =>
        exception is PostgresException refused
            ? new ScriptError(
                script,
                statement,
                refused.SqlState,
                refused.Hint is { Length: > 0 } hint
                    ? $"{refused.MessageText} [hint: {hint.TrimEnd('.')}]"
                    : refused.MessageText
            )
            {
                Detail = refused.Detail,
            }
            : new ScriptError(
                script,
                statement,
                null,
                exception.InnerException is TimeoutException
                    ? "the statement did not end within the time limit and was canceled"
                    : exception.Message
            );

    public async Task RunAsync(
        IReadOnlyList<SqlStatement> statements,
        List<ScriptError> errors,
        CancellationToken cancellation
    )
    {
        foreach (var statement in statements)
        {
            await RunAsync(statement, errors, cancellation);
            // Like psql, the run ends when the connection is lost.
            if (
                errors.Count > 0
                && (!options.ContinueAfterErrors || connection.State != ConnectionState.Open)
            )
            {
                return;
            }
        }
    }

    /// <summary>Runs the statements of the prologue or the epilogue.</summary>
    public async Task RunExtraAsync(
        IReadOnlyList<string> statements,
        List<ScriptError> errors,
        CancellationToken cancellation
    )
    {
        foreach (var text in statements)
        {
            try
            {
                await ExecuteAsync(text, cancellation);
                _isInTransaction = TransactionIsOpen(StatementPatterns.KindOf(text));
            }
            catch (NpgsqlException exception)
            {
                errors.Add(Describe(scriptName, null, exception));
            }
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    private async Task RunAsync(
        SqlStatement statement,
        List<ScriptError> errors,
        CancellationToken cancellation
    )
    {
        try
        {
            var isWrapped =
                options.WrapInTransactions
                && !_isInTransaction
                && statement.Kind == StatementKind.Ordinary;
            if (!isWrapped || !await TryInTransactionAsync(statement, cancellation))
            {
                await ObservedAsync(statement, cancellation);
            }
        }
        catch (NpgsqlException exception)
        {
            errors.Add(Describe(scriptName, statement, exception));
        }
    }

    /// <summary>Runs the statement in a transaction; false if the server does not allow that.</summary>
    private async Task<bool> TryInTransactionAsync(
        SqlStatement statement,
        CancellationToken cancellation
    )
    {
        await ExecuteAsync("begin", cancellation);
        _isInTransaction = true;
        try
        {
            await ObservedAsync(statement, cancellation);
            await ExecuteAsync("commit", cancellation);
            return true;
        }
        catch (PostgresException refused)
        {
            await ExecuteAsync("rollback", cancellation);
            if (
                refused.SqlState
                is PostgresErrorCodes.ActiveSqlTransaction
                    or PostgresErrorCodes.InvalidTransactionTermination
            )
            {
                return false;
            }

            throw;
        }
        finally
        {
            _isInTransaction = false;
        }
    }

    private async Task ObservedAsync(SqlStatement statement, CancellationToken cancellation)
    {
        if (options.Observer is { } before)
        {
            await before.BeforeAsync(Boundary(statement), cancellation);
        }

        if (statement.CopyData is { } data)
        {
            await CopyAsync(statement.Text, data, cancellation);
        }
        else
        {
            await ExecuteAsync(statement.Text, cancellation);
        }

        _isInTransaction = TransactionIsOpen(statement.Kind);
        if (options.Observer is { } after)
        {
            await after.AfterAsync(Boundary(statement), cancellation);
        }
    }

    private async Task ExecuteAsync(string text, CancellationToken cancellation)
    {
        _batch.BatchCommands.Clear();
        _batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        await _batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task CopyAsync(string text, string data, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginTextImportAsync(text, cancellation);
        await writer.WriteAsync(data.AsMemory(), cancellation);
    }

    private StatementBoundary Boundary(SqlStatement statement) =>
        new(statement, connection, _backendPid, _isInTransaction);

    private bool TransactionIsOpen(StatementKind kind) =>
        kind switch
        {
            StatementKind.Begin => true,
            StatementKind.Commit or StatementKind.Rollback => false,
            _ => _isInTransaction,
        };
}
