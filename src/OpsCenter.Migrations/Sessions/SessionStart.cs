using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>
/// What a session of the engine begins with: it is its own, and no time limit ends it while it works or waits, which a role's or a
/// server's limit for interactive use would. Settings are made only where they stay: behind a pooler in transaction mode they would go to
/// whoever gets the backend next.
/// </summary>
internal static class SessionStart
{
    private const string Sql = """
        select
            pg_catalog.pg_backend_pid(),
            case
                when pg_catalog.pg_backend_pid() = $1 and $2 <> '' then pg_catalog.set_config('lock_timeout', $2, false)
            end,
            case
                when pg_catalog.pg_backend_pid() = $1 then pg_catalog.set_config('statement_timeout', '0', false)
            end,
            case
                when pg_catalog.pg_backend_pid() = $1 then pg_catalog.set_config('idle_in_transaction_session_timeout', '0', false)
            end,
            case
                when pg_catalog.pg_backend_pid() = $1 and pg_catalog.current_setting('server_version_num')::integer >= 140000
                    then pg_catalog.set_config('idle_session_timeout', '0', false)
            end,
            case
                when pg_catalog.pg_backend_pid() = $1 and pg_catalog.current_setting('server_version_num')::integer >= 170000
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
        var pid = await session.ScalarAsync<int>(Sql, cancellation, told, timeout);
        if (pid != told)
        {
            await PoolerCheck.EnsureSessionModeAsync(source, session, pid, cancellation);
            await session.ScalarAsync<int>(Sql, cancellation, pid, timeout);
        }
    }
}
