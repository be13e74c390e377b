using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// What the migration's own transaction did to relations that were there before it: rows written, by the server's counters of this
/// transaction, and files replaced, by relfilenode. Unlike a digest it is blind to what other sessions do meanwhile.
/// </summary>
internal sealed class WriteCounters
{
    private const string Rows = """
        select t.oid, pg_catalog.pg_stat_get_xact_tuples_inserted(t.oid::oid),
            pg_catalog.pg_stat_get_xact_tuples_updated(t.oid::oid),
            pg_catalog.pg_stat_get_xact_tuples_deleted(t.oid::oid)
        from unnest($1::bigint[]) as t(oid)
        """;

    // The table, its toast table with its index, its sequences and its indexes, without those that the migration made.
    private const string Files = """
        with related(oid) as (
            select t.oid::oid from unnest($1::bigint[]) as t(oid)
            union
            select c.reltoastrelid from pg_catalog.pg_class c
            where c.oid::bigint = any ($1) and c.reltoastrelid <> 0)
        select f.oid::bigint, f.oid::regclass::text, pg_catalog.pg_relation_filenode(f.oid)::bigint
        from (
            select r.oid from related r
            union
            select i.indexrelid from pg_catalog.pg_index i join related r on r.oid = i.indrelid
            where not i.indexrelid::bigint = any ($2)
              and not exists (
                  select from pg_catalog.pg_constraint k
                  where k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.oid::bigint = any ($2))
        ) f
        where pg_catalog.pg_relation_filenode(f.oid) is not null
        """;

    private readonly Dictionary<long, (long Inserted, long Updated, long Deleted)> _rows;
    private readonly Dictionary<long, (string Name, long File)> _files;
    private readonly Dictionary<long, string> _names;
    private readonly long[] _created;
    private readonly HashSet<long> _touched;

    private WriteCounters(
        Dictionary<long, (long Inserted, long Updated, long Deleted)> rows,
        Dictionary<long, (string Name, long File)> files,
        Dictionary<long, string> names,
        long[] created,
        HashSet<long> touched
    )
    {
        _touched = touched;
        _rows = rows;
        _files = files;
        _names = names;
        _created = created;
    }

    /// <summary>Reads the counters of the session's open transaction.</summary>
    public static async Task<WriteCounters> ReadAsync(
        DatabaseSession session,
        IReadOnlyList<PreservedTable> tables,
        IReadOnlyList<Sequence> sequences,
        CreatedObjects created,
        CancellationToken cancellation
    )
    {
        long[] tableOids = [.. tables.Select(table => table.Oid)];
        return new WriteCounters(
            await RowsAsync(session, tableOids, cancellation),
            await FilesAsync(
                session,
                [.. tableOids, .. sequences.Select(sequence => sequence.Oid)],
                created.Oids,
                cancellation
            ),
            tables.ToDictionary(table => table.Oid, table => $"{table.Schema}.{table.Name}"),
            created.Oids,
            [.. tableOids.Where(created.HasColumns)]
        );
    }

    /// <summary>Reads them again and throws if the script between wrote a row, or replaced or removed a file.</summary>
    /// <param name="session">The session whose transaction is counted.</param>
    /// <param name="script">The script's file name, for the error.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="updates">How many rows of which table (by OID) it had to update: exactly as many, and no others.</param>
    /// <param name="mayRecord">Whether tables in which the migration has created nothing may have got rows (<see cref="RecordedRows"/>).</param>
    public async Task EnsureUntouchedAsync(
        DatabaseSession session,
        string script,
        CancellationToken cancellation,
        IReadOnlyDictionary<long, long>? updates = null,
        bool mayRecord = false
    )
    {
        var rowsNow = await RowsAsync(session, [.. _rows.Keys], cancellation);
        var filesNow = await FilesAsync(session, [.. _files.Keys], _created, cancellation);
        var replaced = await OwnChanges.ReplacedAsync(
            session,
            [
                .. _files
                    .Where(file =>
                        filesNow.TryGetValue(file.Key, out var now) && now.File != file.Value.File
                    )
                    .Select(file => file.Key),
            ],
            cancellation
        );
        var removed = await OwnChanges.RemovedAsync(
            session,
            [.. _files.Keys.Where(oid => !filesNow.ContainsKey(oid))],
            cancellation
        );
        List<string> faults =
        [
            .. _rows
                .Where(row =>
                    !(mayRecord && IsRecord(row.Key, row.Value, rowsNow[row.Key]))
                    && rowsNow[row.Key]
                        != row.Value with
                        {
                            Updated =
                                row.Value.Updated + (updates?.GetValueOrDefault(row.Key) ?? 0),
                        }
                )
                .Select(row => Written(_names[row.Key], row.Value, rowsNow[row.Key])),
            .. removed.Select(oid => $"{_files[oid].Name}: removed"),
            .. replaced.Select(oid => $"{_files[oid].Name}: rewritten"),
        ];
        if (faults.Count == 0)
        {
            return;
        }

        throw new DataTouchedException(
            $"{script} touched what was there before it, and was rolled back:\n"
                + string.Join('\n', faults.Select((fault, index) => $"  {index + 1}. {fault}")),
            "A migration extends only. If the script has no statement that writes these relations, look for a trigger or an event trigger that does."
        );
    }

    private bool IsRecord(
        long table,
        (long Inserted, long Updated, long Deleted) before,
        (long Inserted, long Updated, long Deleted) now
    ) => !_touched.Contains(table) && now == before with { Inserted = now.Inserted };

    private static string Written(
        string table,
        (long Inserted, long Updated, long Deleted) before,
        (long Inserted, long Updated, long Deleted) now
    ) =>
        $"{table}: {now.Inserted - before.Inserted} rows inserted, {now.Updated - before.Updated} updated, {now.Deleted - before.Deleted} deleted";

    private static async Task<Dictionary<long, (long, long, long)>> RowsAsync(
        DatabaseSession session,
        long[] tables,
        CancellationToken cancellation
    )
    {
        var found = await session.QueryAsync(
            Rows,
            row =>
                (Oid: row.GetInt64(0), Counts: (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
            cancellation,
            tables
        );
        return found.ToDictionary(row => row.Oid, row => row.Counts);
    }

    private static async Task<Dictionary<long, (string Name, long File)>> FilesAsync(
        DatabaseSession session,
        long[] relations,
        long[] created,
        CancellationToken cancellation
    )
    {
        var found = await session.QueryAsync(
            Files,
            row => (Oid: row.GetInt64(0), File: (Name: row.GetString(1), File: row.GetInt64(2))),
            cancellation,
            relations,
            created
        );
        return found.ToDictionary(row => row.Oid, row => row.File);
    }
}
