using Npgsql;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Faults;

/// <summary>Makes a statement that works concurrently wait for a writer, and interrupts it there: the index is half built then.</summary>
internal static class WaitingStatement
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

    /// <summary>A session that writes to every table, in an open transaction.</summary>
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

    /// <summary>Cancels or ends the session when it waits, and lets the writer go; does no harm if it never waits.</summary>
    public static async Task InterruptAsync(
        NpgsqlConnection writer,
        ScratchDatabase database,
        int pid,
        FaultKind kind,
        CancellationToken cancellation
    )
    {
        var function = kind == FaultKind.Kill ? "pg_terminate_backend" : "pg_cancel_backend";
        await using (writer)
        {
            for (var attempt = 0; attempt < 100; attempt++)
            {
                if (
                    await database.ScalarAsync<bool>(
                        $"select {function}(pid) from pg_stat_activity where pid = {pid} and wait_event_type = 'Lock'",
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
