using System.Data;
using System.Diagnostics;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Takes content digests on the server, one pass per table, all in one snapshot.</summary>
internal sealed class DataDigest(
    DatabaseSession session,
    TimeProvider clock,
    IReadRetry? retry = null
)
{
    /// <summary>Digests of every preserved table and sequence, in a transaction of its own.</summary>
    public async Task<DigestSet> TakeAsync(Migration migration, CancellationToken cancellation)
    {
        var created = await CreatedObjects.ReadAsync(session, migration, cancellation);
        var tables = await PreservedTables.FindAsync(session, created, cancellation);
        var sequences = await Sequences.FindAsync(session, created, cancellation);
        return await TakeAsync(tables, sequences, cancellation);
    }

    /// <summary>
    /// Digests of the given tables and sequences, in a transaction of its own. Where a table's differs from the one of before, what
    /// was written since is digested by itself.
    /// </summary>
    public async Task<DigestSet> TakeAsync(
        IReadOnlyList<PreservedTable> tables,
        IReadOnlyList<Sequence> sequences,
        CancellationToken cancellation,
        DigestSet? before = null
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
            return await ReadAsync(tables, sequences, writes, cancellation, before);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }

    /// <summary>
    /// The same inside the session's open transaction. It pins settings until that transaction ends. A table or sequence that somebody
    /// has dropped since it was listed is left out.
    /// </summary>
    public async Task<DigestSet> ReadAsync(
        IReadOnlyList<PreservedTable> tables,
        IReadOnlyList<Sequence> sequences,
        IReadOnlyDictionary<long, long> writes,
        CancellationToken cancellation,
        DigestSet? before = null
    )
    {
        var started = Stopwatch.GetTimestamp();
        using var span = MigrationTelemetry.Source.StartActivity("digest tables");
        var algorithm = DigestAlgorithm.For(session.ServerMajor);
        await PinnedSettings.ApplyAsync(session, cancellation);
        var snapshot = await session.ScalarAsync<string>(TransactionSnapshot.Query, cancellation);
        var readers = await TableReaders.FindAsync(
            session,
            tables.Select(table => table.Oid),
            cancellation
        );
        tables =
        [
            .. tables.Select(table =>
                table with
                {
                    Hindrance = table.Hindrance ?? readers(table.Oid).Hindrance,
                }
            ),
        ];
        var digests = new List<TableDigest>();
        foreach (var table in tables.Where(table => table.Hindrance is null))
        {
            var role = readers(table.Oid).Role;
            if (await OfTableAsync(table, algorithm, writes, role, cancellation) is { } digest)
            {
                digests.Add(
                    IsToBeSplit(digest, before)
                        ? digest with
                        {
                            Since = await SinceAsync(
                                table,
                                algorithm,
                                before!.Snapshot!,
                                role,
                                cancellation
                            ),
                        }
                        : digest
                );
            }
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
            ],
            snapshot
        );
    }

    private static bool IsToBeSplit(TableDigest digest, DigestSet? before) =>
        before?.Snapshot is not null
        && before.Tables.FirstOrDefault(then => then.Table.Oid == digest.Table.Oid) is { } earlier
        && !TableJudgement.IsSame(earlier, digest);

    private async Task<RowsSince?> SinceAsync(
        PreservedTable table,
        DigestAlgorithm algorithm,
        string snapshot,
        string? role,
        CancellationToken cancellation
    )
    {
        var since = TransactionSnapshot.Parse(snapshot).WrittenSince;
        return
            await SumAsync(table, algorithm, $" where {since}", role, cancellation)
                is (var rows, var content)
            ? new RowsSince(rows, content)
            : null;
    }

    private async Task<TableDigest?> OfTableAsync(
        PreservedTable table,
        DigestAlgorithm algorithm,
        IReadOnlyDictionary<long, long> writes,
        string? role,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity(
            $"digest {table.Name}",
            ActivityKind.Client
        );
        span?.SetTag("db.system.name", "postgresql");
        span?.SetTag("db.collection.name", SqlName.Table(table.Schema, table.Name));
        if (await SumAsync(table, algorithm, "", role, cancellation) is not (var rows, var content))
        {
            return null;
        }

        span?.SetTag("opscenter.rows", rows);
        return new TableDigest(table, rows, content, writes.GetValueOrDefault(table.Oid));
    }

    private async Task<(long Rows, string Content)?> SumAsync(
        PreservedTable table,
        DigestAlgorithm algorithm,
        string where,
        string? role,
        CancellationToken cancellation
    )
    {
        var query = algorithm.Query(
            SqlName.Table(table.Schema, table.Name),
            table.Columns.Select(column => (column.Name, column.Type))
        );
        var rows = retry is null
            ? await ReadAsync()
            : await retry.RunAsync($"digest {table.Schema}.{table.Name}", ReadAsync, cancellation);
        return rows?[0];

        Task<IReadOnlyList<(long, string)>?> ReadAsync() =>
            ListedRelation.ReadAsync(
                session,
                table.Oid,
                new SessionQuery(query + where),
                row => (row.GetInt64(0), row.GetString(1)),
                cancellation,
                role
            );
    }
}
