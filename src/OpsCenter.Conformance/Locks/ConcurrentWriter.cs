using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OpsCenter.Conformance.Trials;

namespace OpsCenter.Conformance.Locks;

/// <summary>Runs short write transactions during the up script and measures the longest wait.</summary>
internal static class ConcurrentWriter
{
    /// <summary>Measures the longest wait and describes it.</summary>
    /// <param name="trial">The migration.</param>
    /// <param name="tables">The tables to write, in turn; at least one.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<string> LongestWaitAsync(
        Trial trial,
        IReadOnlyList<string> tables,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        var run = trial.UpAsync(database, cancellation: cancellation);
        var (longest, where) = (TimeSpan.Zero, tables[0]);
        var left = tables.ToList();
        for (var turn = 0; !run.IsCompleted && left.Count > 0; turn++)
        {
            var table = left[turn % left.Count];
            var watch = Stopwatch.StartNew();
            if (!await TryWriteAsync(connection, table, cancellation))
            {
                left.Remove(table);
            }

            (longest, where) = watch.Elapsed > longest ? (watch.Elapsed, table) : (longest, where);
            await Task.Delay(1, cancellation);
        }

        var ended = await run;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A writer during the up script waited at most {longest.TotalMilliseconds:0} ms, for "
                + $"{where}{(ended.Error is { } error ? $"; the script failed: {error}" : "")}."
        );
    }

    /// <summary>
    /// Takes ROW EXCLUSIVE, as every INSERT, UPDATE and DELETE does. False if the server refuses it: the script has
    /// dropped or renamed the table, or made it something else.
    /// </summary>
    private static async Task<bool> TryWriteAsync(
        NpgsqlConnection connection,
        string table,
        CancellationToken cancellation
    )
    {
        // Without a limit of its own: the script that it waits for has one.
        await using var command = new NpgsqlCommand(
            $"begin; lock table {table} in row exclusive mode; commit",
            connection
        )
        {
            CommandTimeout = 0,
        };
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException)
        {
            await using var rollback = new NpgsqlCommand("rollback", connection);
            await rollback.ExecuteNonQueryAsync(cancellation);
            return false;
        }
    }
}
