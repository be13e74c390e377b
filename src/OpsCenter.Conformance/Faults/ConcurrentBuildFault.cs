using Npgsql;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Faults;

/// <summary>
/// Makes a concurrent index build wait for a writer and interrupts it there: the index stays incomplete.
/// </summary>
internal static class ConcurrentBuildFault
{
    private const string LockAll = """
        begin;
        do $$
        declare
            t regclass;
        begin
            for t in select oid from pg_class where relkind = 'r' and relnamespace not in (
                select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')
            loop
                execute format('lock table only %s in row exclusive mode', t);
            end loop;
        end
        $$
        """;

    /// <summary>Opens a transaction that holds a write lock on every table.</summary>
    public static async Task<NpgsqlConnection> BlockAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(LockAll, connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    /// <summary>
    /// Cancels or terminates the session as soon as it waits, then ends the writer. Has no effect if the session never
    /// waits.
    /// </summary>
    public static async Task InterruptAsync(
        NpgsqlConnection writer,
        ScratchDatabase database,
        int pid,
        FaultAction action,
        CancellationToken cancellation
    )
    {
        var function = action == FaultAction.Kill ? "pg_terminate_backend" : "pg_cancel_backend";
        await using (writer)
        {
            for (var attempt = 0; attempt < 100; attempt++)
            {
                if (
                    await database.ScalarAsync<bool>(
                        $"""
                        select {function}(pid) from pg_stat_activity
                        where pid = {pid} and wait_event_type = 'Lock'
                        """,
                        cancellation
                    )
                )
                {
                    await Task.Delay(20, cancellation);
                    return;
                }

                await Task.Delay(10, cancellation);
            }
        }
    }
}
