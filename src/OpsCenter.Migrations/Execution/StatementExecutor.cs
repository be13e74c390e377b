using System.Data;
using System.Diagnostics;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;
using DbUp.Postgresql;
using Npgsql;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Execution;

/// <summary>DbUp's executor with the text left as it was released, a span and a duration per statement, and cancellation.</summary>
internal sealed class StatementExecutor(
    Func<IConnectionManager> connections,
    NpgsqlConnection connection,
    ScriptStatements statements,
    Func<IUpgradeLog> log,
    Func<IJournal> journal,
    CancellationToken cancellation
) : PostgresqlScriptExecutor(connections, log, null!, () => false, [], journal)
{
    /// <summary>The statement that ran last, counted from 0.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Whether that statement failed; false if something after the last one did, the journal for example.</summary>
    public bool HasFailed { get; private set; }

    // DbUp would replace variables and strip a schema's placeholder: both alter released text.
    protected override string PreprocessScriptContents(
        SqlScript script,
        IDictionary<string, string> variables
    ) => script.Contents;

    protected override void ExecuteCommandsWithinExceptionHandler(
        int index,
        SqlScript script,
        Action executeCommand
    )
    {
        cancellation.ThrowIfCancellationRequested();
        Ordinal = index;
        var started = Stopwatch.GetTimestamp();
        using var span = MigrationTelemetry.Source.StartActivity(
            // Who watches a script of one long statement learns more from its file.
            statements.Texts.Count == 1
                ? statements.File
                : StatementSummary.Of(statements.Texts[index]),
            ActivityKind.Client
        );
        span?.SetTag("db.system.name", "postgresql");
        span?.SetTag("opscenter.script", script.Name);
        span?.SetTag("opscenter.statement", statements.List[index].Ordinal);
        try
        {
            executeCommand();
        }
        catch (PostgresException exception)
        {
            HasFailed = true;
            span?.SetTag("db.response.status_code", exception.SqlState);
            span?.SetStatus(ActivityStatusCode.Error, exception.MessageText);
            throw;
        }
        finally
        {
            MigrationTelemetry.StatementDuration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("opscenter.script", script.Name)
            );
        }
    }

    protected override void ExecuteNonQuery(IDbCommand command)
    {
        if (statements.List[Ordinal].CopyData is { } data)
        {
            using var writer = connection.BeginTextImport(command.CommandText);
            writer.Write(data);
            return;
        }

        // A batch sends the text as it is; a command would look for statements and parameters in it.
        using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 0,
            BatchCommands = { new NpgsqlBatchCommand(command.CommandText) },
        };
        // DbUp is synchronous; cancelling asks the server to end the statement.
        using var registration = cancellation.Register(batch.Cancel);
        var rows = batch.ExecuteNonQuery();
        if (rows >= 0)
        {
            Activity.Current?.SetTag("db.response.returned_rows", rows);
        }
    }
}
