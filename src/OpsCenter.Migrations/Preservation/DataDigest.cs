using System.Data;
using System.Diagnostics;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Takes content digests on the server, one pass per table, all in one snapshot.</summary>
internal sealed class DataDigest(DatabaseSession session, TimeProvider clock)
{
    /// <summary>Digests of every preserved table and sequence, in a transaction of its own.</summary>
    public async Task<DigestSet> TakeAsync(Migration migration, CancellationToken cancellation)
    {
        var created = await CreatedObjects.ReadAsync(session, migration, cancellation);
        var tables = await PreservedTables.FindAsync(session, created, cancellation);
        var sequences = await Sequences.FindAsync(session, created, cancellation);
        return await TakeAsync(tables, sequences, cancellation);
    }

    /// <summary>Digests of the given tables and sequences, in a transaction of its own.</summary>
    public async Task<DigestSet> TakeAsync(
        IReadOnlyList<PreservedTable> tables,
        IReadOnlyList<Sequence> sequences,
        CancellationToken cancellation
    )
    {
        // Before the snapshot: a write between the two is then counted as one that came after, never overlooked.
        var writes = await CumulativeWrites.ReadAsync(
            session,
            tables.Select(table => table.Oid),
            cancellation
        );
        await session.BeginAsync(IsolationLevel.RepeatableRead, cancellation);
        try
        {
            return await ReadAsync(tables, sequences, writes, cancellation);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }

    /// <summary>The same inside the session's open transaction. It pins settings until that transaction ends.</summary>
    public async Task<DigestSet> ReadAsync(
        IReadOnlyList<PreservedTable> tables,
        IReadOnlyList<Sequence> sequences,
        IReadOnlyDictionary<long, long> writes,
        CancellationToken cancellation
    )
    {
        var started = Stopwatch.GetTimestamp();
        using var span = MigrationTelemetry.Source.StartActivity("digest");
        var algorithm = DigestAlgorithm.For(session.ServerMajor);
        await PinnedSettings.ApplyAsync(session, cancellation);
        var digests = new List<TableDigest>();
        foreach (var table in tables.Where(table => table.Hindrance is null))
        {
            digests.Add(await OfTableAsync(table, algorithm, writes, cancellation));
        }

        var positions = await Sequences.ReadAsync(session, sequences, cancellation);
        MigrationTelemetry.DigestDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        return new DigestSet(
            algorithm.Id,
            clock.GetUtcNow(),
            digests,
            positions,
            [
                .. tables
                    .Where(table => table.Hindrance is not null)
                    .Select(table => new UncheckedTable(
                        table.Schema,
                        table.Name,
                        table.Hindrance!
                    )),
                .. sequences
                    .Where(sequence => sequence.Hindrance is not null)
                    .Select(sequence => new UncheckedTable(
                        sequence.Schema,
                        sequence.Name,
                        sequence.Hindrance!
                    )),
            ]
        );
    }

    private async Task<TableDigest> OfTableAsync(
        PreservedTable table,
        DigestAlgorithm algorithm,
        IReadOnlyDictionary<long, long> writes,
        CancellationToken cancellation
    )
    {
        var sql = algorithm.Query(
            ExactValue.Table(table.Schema, table.Name),
            table.Columns.Select(ExactValue.Of)
        );
        var rows = await session.QueryAsync(
            sql,
            row => (Rows: row.GetInt64(0), Content: row.GetString(1)),
            cancellation
        );
        return new TableDigest(
            table,
            rows[0].Rows,
            rows[0].Content,
            writes.GetValueOrDefault(table.Oid)
        );
    }
}
