using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>
/// What a session of the engine begins with: only pg_catalog is searched, it is its own, and no time limit ends it while it works or
/// waits, which a role's or a server's limit for interactive use would. Settings are made only where they stay: behind a pooler in transaction mode they would go to
/// whoever gets the backend next.
/// </summary>
internal static class SessionStart
{
    // Read before the search_path is pinned, under a path that others may write to: every name and operator is qualified.
    private const string Sql = """
        select
            pg_catalog.pg_backend_pid(),
            pg_catalog.current_setting('search_path'),
            pg_catalog.current_schemas(false)::pg_catalog.text[],
            case
                when pg_catalog.pg_backend_pid() operator(pg_catalog.=) $1
                    then pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false)
            end,
            case
                when pg_catalog.pg_backend_pid() operator(pg_catalog.=) $1 and $2 operator(pg_catalog.<>) ''
                    then pg_catalog.set_config('lock_timeout', $2, false)
            end,
            case
                when pg_catalog.pg_backend_pid() operator(pg_catalog.=) $1 then pg_catalog.set_config('statement_timeout', '0', false)
            end,
            case
                when pg_catalog.pg_backend_pid() operator(pg_catalog.=) $1
                    then pg_catalog.set_config('idle_in_transaction_session_timeout', '0', false)
            end,
            case
                when pg_catalog.pg_backend_pid() operator(pg_catalog.=) $1
                    and pg_catalog.current_setting('server_version_num')::pg_catalog.int4 operator(pg_catalog.>=) 140000
                    then pg_catalog.set_config('idle_session_timeout', '0', false)
            end,
            case
                when pg_catalog.pg_backend_pid() operator(pg_catalog.=) $1
                    and pg_catalog.current_setting('server_version_num')::pg_catalog.int4 operator(pg_catalog.>=) 170000
                    then pg_catalog.set_config('transaction_timeout', '0', false)
            end
        """;

    // What a pool does before it gives a connection to the next one.
    private static readonly string[] Reset =
    [
        "set session authorization default",
        "reset all",
        "close all",
        "unlisten *",
        "select pg_catalog.pg_advisory_unlock_all()",
        "discard sequences",
        "discard temp",
    ];

    /// <summary>One round trip, unless a pooler stands between.</summary>
    /// <param name="source">Opens a second session behind a pooler.</param>
    /// <param name="session">The session, before anything was done in it.</param>
    /// <param name="lockTimeout">The longest wait for a lock; null leaves what the role has.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Errors.PoolerException">The session is not kept together.</exception>
    public static async Task PrepareAsync(
        NpgsqlDataSource source,
        DatabaseSession session,
        TimeSpan? lockTimeout,
        CancellationToken cancellation
    )
    {
        var timeout = Text(lockTimeout);
        // The server tells its process when a session begins (BackendKeyData); a pooler, which has no one process, invents a number.
        var told = session.Connection.ProcessID;
        var (pid, path) = await AskAsync(session, told, timeout, cancellation);
        if (pid != told)
        {
            await PoolerCheck.EnsureSessionModeAsync(source, session, pid, cancellation);
            (_, path) = await AskAsync(session, pid, timeout, cancellation);
        }

        session.CallerPath = path;
        session.Backend = pid;
    }

    /// <summary>
    /// Begins a session again that was begun before, outside of a transaction: of what was set, locked or left in it nothing stays, but its
    /// prepared statements.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="lockTimeout">The longest wait for a lock.</param>
    /// <param name="more">
    /// What is asked in the same round trip, after it. It is parsed before, under whatever search_path was left: every name must be qualified.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RepeatAsync(
        DatabaseSession session,
        TimeSpan lockTimeout,
        IReadOnlyList<BatchedRead> more,
        CancellationToken cancellation
    )
    {
        var start = Ask(session.Backend, Text(lockTimeout));
        await session.ReadAsync(
            [.. Reset.Select(statement => new SessionCommand(statement)), start, .. more],
            cancellation,
            prepared: true
        );
        session.CallerPath = start.Rows[0].Path;
    }

    private static string Text(TimeSpan? lockTimeout) =>
        lockTimeout is { } limit
            ? FormattableString.Invariant($"{(long)limit.TotalMilliseconds}ms")
            : "";

    private static async Task<(int Pid, CallerPath Path)> AskAsync(
        DatabaseSession session,
        int pid,
        string timeout,
        CancellationToken cancellation
    )
    {
        var start = Ask(pid, timeout);
        await session.ReadAsync([start], cancellation);
        return start.Rows[0];
    }

    private static SessionRead<(int Pid, CallerPath Path)> Ask(int pid, string timeout) =>
        new(
            new SessionQuery(Sql, pid, timeout),
            row =>
                (row.GetInt32(0), CallerPath.Of(row.GetString(1), row.GetFieldValue<string[]>(2)))
        );
}
