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
        var timeout = lockTimeout is { } limit
            ? FormattableString.Invariant($"{(long)limit.TotalMilliseconds}ms")
            : "";
        // The server tells its process when a session begins (BackendKeyData); a pooler, which has no one process, invents a number.
        var told = session.Connection.ProcessID;
        var (pid, path) = await AskAsync(session, told, timeout, cancellation);
        if (pid != told)
        {
            await PoolerCheck.EnsureSessionModeAsync(source, session, pid, cancellation);
            (_, path) = await AskAsync(session, pid, timeout, cancellation);
        }

        session.CallerPath = path;
    }

    private static async Task<(int Pid, CallerPath Path)> AskAsync(
        DatabaseSession session,
        int pid,
        string timeout,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            Sql,
            row =>
                (row.GetInt32(0), CallerPath.Of(row.GetString(1), row.GetFieldValue<string[]>(2))),
            cancellation,
            pid,
            timeout
        );
        return rows[0];
    }
}
