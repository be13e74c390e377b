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
        for (var turn = 0; !run.IsCompleted; turn++)
        {
            var table = tables[turn % tables.Count];
            var waited = await WriteAsync(connection, table, cancellation);
            (longest, where) = waited > longest ? (waited, table) : (longest, where);
            await Task.Delay(1, cancellation);
        }

        var ended = await run;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A writer during the up script waited at most {longest.TotalMilliseconds:0} ms, for "
                + $"{where}{(ended.Error is { } error ? $"; the script failed: {error}" : "")}."
        );
    }

    /// <summary>Takes ROW EXCLUSIVE, as every INSERT, UPDATE and DELETE does.</summary>
    private static async Task<TimeSpan> WriteAsync(
        NpgsqlConnection connection,
        string table,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            $"begin; lock table {table} in row exclusive mode; commit",
            connection
        );
        var watch = Stopwatch.StartNew();
        await command.ExecuteNonQueryAsync(cancellation);
        return watch.Elapsed;
    }
}
