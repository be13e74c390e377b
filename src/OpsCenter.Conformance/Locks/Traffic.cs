using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OpsCenter.Conformance.Locks;

/// <summary>Short transactions of another session beside the way forward: how long the longest waits.</summary>
internal static class Traffic
{
    /// <summary>Measures it, in words.</summary>
    /// <param name="trial">Whose way forward.</param>
    /// <param name="tables">Which tables the traffic writes, in turn; at least one.</param>
    /// <param name="cancellation">Ends it.</param>
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
            $"A writer beside the way forward waited {longest.TotalMilliseconds:0} ms at the longest, for {where}{(ended.Error is { } error ? $"; the script gave up: {error}" : "")}."
        );
    }

    /// <summary>ROW EXCLUSIVE is what every INSERT, UPDATE and DELETE asks for first.</summary>
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
