using System.Diagnostics;
using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Running;

/// <summary>Runs a script in a session of its own: statement by statement, each in autocommit unless the script itself begins a transaction.</summary>
public static class ScriptRunner
{
    /// <summary>Runs it. What the script does wrong is in the result.</summary>
    /// <param name="connectionString">As whom, and where. Its pooling is not used.</param>
    /// <param name="script">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public static async Task<ScriptRun> RunAsync(
        string connectionString,
        SqlScript script,
        ScriptRunOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new ScriptRunOptions();
        var statements = script.Statements;
        var notices = new List<string>();
        await using var source = Sessions.Of(SessionText.Of(connectionString, options));
        await using var connection = source.CreateConnection();
        connection.Notice += (_, told) =>
            notices.Add($"{told.Notice.Severity}: {told.Notice.MessageText}");

        var watch = Stopwatch.StartNew();
        var errors = new List<ScriptError>();
        try
        {
            await connection.OpenAsync(cancellation);
            await using var session = new ScriptSession(connection, script.Name, options);
            await session.SurroundAsync(options.Prologue, errors, cancellation);
            if (errors.Count == 0)
            {
                await session.RunAsync(statements, errors, cancellation);
            }

            await session.SurroundAsync(options.Epilogue, errors, cancellation);
        }
        catch (NpgsqlException exception)
        {
            errors.Add(ScriptSession.Describe(script.Name, null, exception));
        }

        return new ScriptRun(errors, notices, watch.Elapsed);
    }
}
