using System.Diagnostics;
using System.Runtime.ExceptionServices;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.ScriptProviders;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Execution;

/// <summary>Hands one script to DbUp, on the session's connection and in its open transaction.</summary>
internal sealed class ScriptRunner(DatabaseSession session, ILogger logger)
{
    /// <summary>Runs the script. A failure becomes one of the types in Errors; the caller rolls back.</summary>
    /// <param name="script">The script.</param>
    /// <param name="mode">The value of <c>opscenter.mode</c>, which the caller has set.</param>
    /// <param name="journal">Where the run goes.</param>
    /// <param name="cancellation">Ends the statement that runs.</param>
    public async Task<ScriptRun> RunAsync(
        MigrationScript script,
        string mode,
        IJournal journal,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity(
            mode is "plan" or "plan online" ? $"plan {script.FileName}" : $"run {script.FileName}"
        );
        span?.SetTag("opscenter.script", script.FileName);
        span?.SetTag("opscenter.script.checksum", script.Checksum);
        span?.SetTag("opscenter.mode", mode);
        try
        {
            var run = await RunAsync(new ScriptStatements(script), journal, cancellation);
            await session.ExecuteAsync(CallerPath.Pin, cancellation);
            return run;
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
    }

    /// <summary>
    /// Runs statements of a script, whose search_path and role stay. A failure becomes one of the types in Errors; the caller rolls back.
    /// </summary>
    /// <param name="statements">The statements.</param>
    /// <param name="journal">Where the run goes.</param>
    /// <param name="cancellation">Ends the statement that runs.</param>
    public async Task<ScriptRun> RunAsync(
        ScriptStatements statements,
        IJournal journal,
        CancellationToken cancellation
    )
    {
        using var notices = new NoticeCollector(session.Connection, logger);
        var configuration = new UpgradeConfiguration
        {
            ConnectionManager = new EngineConnectionManager(session.Connection, statements),
            Journal = journal,
            VariablesEnabled = false,
        };
        var log = new UpgradeLog(logger);
        configuration.AddLog(log);
        var executor = new StatementExecutor(
            () => configuration.ConnectionManager,
            session.Connection,
            statements,
            () => log,
            () => journal,
            cancellation
        );
        configuration.ScriptExecutor = executor;
        configuration.ScriptProviders.Add(
            new StaticScriptProvider([
                new SqlScript(statements.File, string.Join(";\n", statements.Texts)),
            ])
        );

        var started = Stopwatch.GetTimestamp();
        var engine = new UpgradeEngine(configuration);
        var result = await Task.Run(engine.PerformUpgrade, CancellationToken.None);
        var duration = Stopwatch.GetElapsedTime(started);
        MigrationTelemetry.ScriptDuration.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>("opscenter.script", statements.File)
        );
        if (result.Successful)
        {
            return new ScriptRun([.. notices.Steps], duration);
        }

        cancellation.ThrowIfCancellationRequested();
        if (
            executor.HasFailed
            && result.Error is PostgresException server
            && !ConnectionLoss.IsMeantBy(server)
        )
        {
            throw ScriptFailure.Translate(statements, executor.Ordinal, server);
        }

        throw Rethrown(result.Error);
    }

    /// <summary>Keeps the stack trace of where it happened.</summary>
    private static Exception Rethrown(Exception exception)
    {
        ExceptionDispatchInfo.Throw(exception);
        return exception;
    }
}
