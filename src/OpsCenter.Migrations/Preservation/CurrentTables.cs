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
        var present = await FindAsync(session, oids, 'r', PreservedTables.Hindrance, cancellation);
        var columns = await PreservedTables.ColumnsAsync(session, oids, cancellation);
        return digests.ToDictionary(
            digest => digest.Table.Oid,
            digest =>
                present.TryGetValue(digest.Table.Oid, out var found)
                    ? Restrict(digest.Table, found, [.. columns[digest.Table.Oid]])
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
        var present = await FindAsync(session, oids, 'S', Sequences.Hindrance, cancellation);
        return
        [
            .. present.Select(found => new Sequence(
                found.Key,
                found.Value.Schema,
                found.Value.Name,
                found.Value.Hindrance
            )),
        ];
    }

    private static PreservedTable? Restrict(
        PreservedTable then,
        Relation found,
        List<PreservedColumn> present
    )
    {
        var wanted = then
            .Columns.Select(column => present.Find(now => now.Number == column.Number))
            .ToList();
        return wanted.Contains(null)
            ? null
            : new PreservedTable(then.Oid, found.Schema, found.Name, found.Hindrance, [.. wanted!]);
    }

    private static async Task<Dictionary<long, Relation>> FindAsync(
        DatabaseSession session,
        long[] oids,
        char kind,
        string hindrance,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            $"""
            select c.oid::bigint, n.nspname::text, c.relname::text, {hindrance}
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid::bigint = any ($1) and c.relkind::text = $2
            """,
            row =>
                (
                    Oid: row.GetInt64(0),
                    Relation: new Relation(
                        row.GetString(1),
                        row.GetString(2),
                        row.IsDBNull(3) ? null : row.GetString(3)
                    )
                ),
            cancellation,
            oids,
            kind.ToString()
        );
        return rows.ToDictionary(row => row.Oid, row => row.Relation);
    }

    private sealed record Relation(string Schema, string Name, string? Hindrance);
}
