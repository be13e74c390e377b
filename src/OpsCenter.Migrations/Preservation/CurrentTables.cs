using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Finds the tables and columns of an earlier digest again, by identity.</summary>
internal static class CurrentTables
{
    /// <summary>Each table under its present name, with exactly the columns of then; null if the table or a column is gone.</summary>
    public static async Task<Dictionary<long, PreservedTable?>> ResolveAsync(
        DatabaseSession session,
        IReadOnlyList<TableDigest> digests,
        CancellationToken cancellation
    )
    {
        long[] oids = [.. digests.Select(digest => digest.Table.Oid)];
        var names = await NamesAsync(session, oids, 'r', cancellation);
        var columns = await PreservedTables.ColumnsAsync(session, oids, cancellation);
        return digests.ToDictionary(
            digest => digest.Table.Oid,
            digest =>
                names.TryGetValue(digest.Table.Oid, out var name)
                    ? Restrict(digest.Table, name, [.. columns[digest.Table.Oid]])
                    : null
        );
    }

    public static async Task<IReadOnlyList<Sequence>> ResolveAsync(
        DatabaseSession session,
        IReadOnlyList<SequenceDigest> digests,
        CancellationToken cancellation
    )
    {
        long[] oids = [.. digests.Select(digest => digest.Oid)];
        var names = await NamesAsync(session, oids, 'S', cancellation);
        return
        [
            .. names.Select(found => new Sequence(
                found.Key,
                found.Value.Schema,
                found.Value.Name,
                null
            )),
        ];
    }

    private static PreservedTable? Restrict(
        PreservedTable then,
        (string Schema, string Name) name,
        List<PreservedColumn> present
    )
    {
        var wanted = then
            .Columns.Select(column => present.Find(now => now.Number == column.Number))
            .ToList();
        return wanted.Contains(null)
            ? null
            : new PreservedTable(then.Oid, name.Schema, name.Name, null, [.. wanted!]);
    }

    private static async Task<Dictionary<long, (string Schema, string Name)>> NamesAsync(
        DatabaseSession session,
        long[] oids,
        char kind,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            """
            select c.oid::bigint, n.nspname::text, c.relname::text
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid::bigint = any ($1) and c.relkind::text = $2
            """,
            row => (Oid: row.GetInt64(0), Schema: row.GetString(1), Name: row.GetString(2)),
            cancellation,
            oids,
            kind.ToString()
        );
        return rows.ToDictionary(row => row.Oid, row => (row.Schema, row.Name));
    }
}
