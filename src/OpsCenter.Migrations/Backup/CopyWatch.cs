using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// While pg_dump or pg_restore works, tells from another session how far it is (manual, 28.4, "COPY Progress Reporting"). Before PostgreSQL 14 the server
/// does not say.
/// </summary>
internal sealed class CopyWatch : IAsyncDisposable
{
    private const string Sql = """
        select p.relid::bigint, p.tuples_processed, p.bytes_processed, nullif(c.reltuples, -1)::bigint
        from pg_catalog.pg_stat_progress_copy p
        left join pg_catalog.pg_class c on c.oid = p.relid and p.datname = current_database()
        where p.datname = $1 and p.command = $2
        order by p.bytes_processed desc
        limit 1
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly EngineContext _context;
    private readonly string _database;
    private readonly IReadOnlyList<ScopedTable>? _tables;
    private readonly HashSet<uint> _begun = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;

    private CopyWatch(
        EngineContext context,
        string database,
        IReadOnlyList<ScopedTable>? tables,
        CancellationToken cancellation
    )
    {
        _context = context;
        _database = database;
        _tables = tables;
        _watching = context.Options.Progress is null
            ? Task.CompletedTask
            : WatchAsync(cancellation);
    }

    /// <summary>Watches a dump of tables of the database that the context leads to.</summary>
    public static CopyWatch OfDump(
        EngineContext context,
        string database,
        IReadOnlyList<ScopedTable> tables,
        CancellationToken cancellation
    ) => new(context, database, tables, cancellation);

    /// <summary>Watches a restore into any database of the server; how much is left is unknown.</summary>
    public static CopyWatch OfRestore(
        EngineContext context,
        string database,
        CancellationToken cancellation
    ) => new(context, database, null, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation,
            _ended.Token
        );
        try
        {
            // What takes less needs no session of its own.
            await Task.Delay(Interval, _context.Clock, either.Token);
            await using var session = await _context.OpenAsync(either.Token);
            while (session.ServerMajor >= 14)
            {
                foreach (
                    var look in await session.QueryAsync(
                        Sql,
                        Read,
                        either.Token,
                        _database,
                        _tables is null ? "COPY FROM" : "COPY TO"
                    )
                )
                {
                    Tell(look);
                }

                await Task.Delay(Interval, _context.Clock, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
        catch (Exception exception) when (exception is NpgsqlException or MigrationException)
        {
            // Who only watches must not fail the work.
        }
    }

    private void Tell(Look look)
    {
        if (_tables is null)
        {
            _context.TellSample(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{look.Rows} rows of a table are restored, {look.Bytes >> 20} MiB"
                )
            );
        }
        else if (_tables.FirstOrDefault(table => table.Oid == look.Table) is { } current)
        {
            _begun.Add(current.Oid);
            var done = _tables
                .Where(table => table.Oid != current.Oid && _begun.Contains(table.Oid))
                .Sum(table => table.Bytes);
            var part =
                look.RowsInAll is { } all and > 0 ? Math.Min(1, (double)look.Rows / all)
                : current.Bytes > 0 ? Math.Min(0.99, (double)look.Bytes / current.Bytes)
                : 0;
            _context.TellSample(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"back up {current.Title}, {look.Rows} rows"
                ),
                100 * (done + part * current.Bytes) / Math.Max(1, _tables.Sum(table => table.Bytes))
            );
        }
    }

    private static Look Read(NpgsqlDataReader row) =>
        new(
            (uint)row.GetInt64(0),
            row.IsDBNull(1) ? 0 : row.GetInt64(1),
            row.IsDBNull(2) ? 0 : row.GetInt64(2),
            row.IsDBNull(3) ? null : row.GetInt64(3)
        );

    private sealed record Look(uint Table, long Rows, long Bytes, long? RowsInAll);
}
