using Npgsql;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Faults;

/// <summary>Interrupts a statement right after its first COMMIT: what it has committed stays, the rest does not happen.</summary>
internal sealed class CommitFault
{
    private readonly CancellationTokenSource _ended;
    private readonly Task _watch;

    private CommitFault(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _watch = RunAsync(connection, sql, _ended.Token);
    }

    /// <summary>Watches the session of a script, which is about to run the statement.</summary>
    /// <param name="database">The database.</param>
    /// <param name="pid">The process of the session.</param>
    /// <param name="action">A crash terminates the session, anything else cancels its statement.</param>
    /// <param name="cancellation">Ends the watch.</param>
    public static async Task<CommitFault> WatchAsync(
        ScratchDatabase database,
        int pid,
        FaultAction action,
        CancellationToken cancellation
    )
    {
        var function = action == FaultAction.Kill ? "pg_terminate_backend" : "pg_cancel_backend";
        return new CommitFault(
            await database.DataSource.OpenConnectionAsync(cancellation),
            Interrupt(pid, function),
            cancellation
        );
    }

    /// <summary>The statement has ended without it.</summary>
    public async Task EndAsync()
    {
        await _ended.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private static async Task RunAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellation
    )
    {
        await using (connection)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    // A statement begins its transaction before it runs; only one that it begins after a COMMIT of its own starts later. The session is
    // gone when the script ends.
    private static string Interrupt(int pid, string function) =>
        FormattableString.Invariant(
            $"""
            do $$
            declare
                session record;
            begin
                loop
                    perform pg_catalog.pg_stat_clear_snapshot();
                    select a.xact_start, a.query_start into session from pg_catalog.pg_stat_activity as a where a.pid = {pid};
                    exit when not found;
                    if session.xact_start > session.query_start then
                        perform pg_catalog.{function}({pid});
                        exit;
                    end if;
                    perform pg_catalog.pg_sleep(0.001);
                end loop;
            end
            $$
            """
        );
}
