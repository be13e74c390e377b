using System.Diagnostics;
using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Running;

/// <summary>Runs a script in its own session, statement by statement, in autocommit mode like psql.</summary>
public static class ScriptRunner
{
    /// <summary>Runs a script. Errors of the script are in the result.</summary>
    /// <param name="connectionString">The connection string. Pooling is turned off.</param>
    /// <param name="script">The script.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellation">Stops the run with an <see cref="OperationCanceledException"/>.</param>
    public static async Task<ScriptRun> RunAsync(
        string connectionString,
        SqlScript script,
        ScriptRunOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new ScriptRunOptions();
        if (EngineScripts.Find(script) is { } engine)
        {
            return await RunAsync(engine, connectionString, script, options, cancellation);
        }

        var statements = script.Statements;
        var notices = new List<string>();
        await using var source = ShortLivedDataSource.Create(
            ScriptConnection.Create(connectionString, options)
        );
        await using var connection = source.CreateConnection();
        connection.Notice += (_, args) =>
            notices.Add($"{args.Notice.Severity}: {args.Notice.MessageText}");

        var watch = Stopwatch.StartNew();
        var errors = new List<ScriptError>();
        try
        {
            await connection.OpenAsync(cancellation);
            await using var session = new ScriptSession(connection, script.Name, options);
            await session.RunExtraAsync(options.Prologue, errors, cancellation);
            if (errors.Count == 0)
            {
                await session.RunAsync(statements, errors, cancellation);
            }

            await session.RunExtraAsync(options.Epilogue, errors, cancellation);
        }
        catch (NpgsqlException exception)
        {
            errors.Add(ScriptSession.Describe(script.Name, null, exception));
        }

        return new ScriptRun(errors, notices, watch.Elapsed);
    }

    private static async Task<ScriptRun> RunAsync(
        ScriptEngine engine,
        string connectionString,
        SqlScript script,
        ScriptRunOptions options,
        CancellationToken cancellation
    )
    {
        var fault = options.Observer as IEngineFault;
        var watch = Stopwatch.StartNew();
        fault?.Begin(cancellation);
        var error = await engine(
            ScriptConnection.Create(connectionString, options).ConnectionString,
            fault?.In(script) ?? script.Text,
            cancellation
        );
        return new ScriptRun(
            error is null
                ? []
                :
                [
                    new ScriptError(
                        script.Name,
                        Statement: null,
                        error.IsRefusal ? EngineScripts.Refused : error.SqlState,
                        error.Message
                    ),
                ],
            [],
            watch.Elapsed
        );
    }
}
