using System.Diagnostics;
using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Locks;

/// <summary>
/// Keeps a transaction that has read a table open, while a script runs and other sessions read its tables.
/// </summary>
internal static class LongReader
{
    private const string ScriptName = "conformance script";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>A script still running at the limit plus this time retries its lock: it is stopped.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Holds the reader until the script ends or a session waits longer than the limit; null if none does. Opens a
    /// connection for each table, and three more.
    /// </summary>
    public static async Task<LongWait?> WatchAsync(
        ScratchDatabase database,
        SqlScript script,
        string read,
        IReadOnlyList<string> tables,
        TimeSpan limit,
        CancellationToken cancellation
    )
    {
        await using var reader = await database.DataSource.OpenConnectionAsync(cancellation);
        // LOCK TABLE takes no materialized view, and to execute a query may need a foreign server.
        await ExecuteAsync(reader, $"begin; explain select from {read}", cancellation);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = ScriptRunner.RunAsync(
            database.ConnectionString,
            script,
            new ScriptRunOptions { ApplicationName = ScriptName },
            end.Token
        );
        try
        {
            var watch = Stopwatch.StartNew();
            var waits = await Task.WhenAll(
                tables.Select(table => WaitAsync(database, table, run, watch, limit, cancellation))
            );
            return waits.FirstOrDefault(wait => wait is not null);
        }
        finally
        {
            await end.CancelAsync();
            await run.ContinueWith(
                _ => { },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        }
    }

    private static async Task<LongWait?> WaitAsync(
        ScratchDatabase database,
        string table,
        Task run,
        Stopwatch watch,
        TimeSpan limit,
        CancellationToken cancellation
    )
    {
        await using var session = await database.DataSource.OpenConnectionAsync(cancellation);
        while (!run.IsCompleted && watch.Elapsed < limit + Grace)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var select = SelectAsync(session, table, stop.Token);
            if (await Task.WhenAny(select, Task.Delay(limit, cancellation)) == select)
            {
                if (!await select)
                {
                    return null;
                }

                await Task.WhenAny(run, Task.Delay(Pause, cancellation));
                continue;
            }

            // The driver cancels the statement, and closes the connection if that does not end it.
            var statement = await BlockingAsync(database, session.ProcessID, cancellation);
            await stop.CancelAsync();
            await select;
            if (statement is not null)
            {
                return new LongWait(table, statement);
            }

            if (session.State != System.Data.ConnectionState.Open)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>False if the server refuses it, for example because the script has dropped the table.</summary>
    private static async Task<bool> SelectAsync(
        NpgsqlConnection session,
        string table,
        CancellationToken stop
    )
    {
        try
        {
            await ExecuteAsync(session, $"select from {table} limit 0", stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The statement of the script, if the session waits for the script and not for a busy machine.</summary>
    private static Task<string?> BlockingAsync(
        ScratchDatabase database,
        int pid,
        CancellationToken cancellation
    ) =>
        database.ScalarAsync<string>(
            $"""
            select left(regexp_replace(a.query, '\s+', ' ', 'g'), 100)
            from unnest(pg_catalog.pg_blocking_pids({pid})) as b (pid)
            join pg_catalog.pg_stat_activity a using (pid)
            where a.application_name = '{ScriptName}'
            """,
            cancellation
        );

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
