using System.Globalization;
using Npgsql;

namespace OpsCenter.Conformance.Locks;

/// <summary>The relations of a database at one moment, without system relations.</summary>
internal sealed class WatchedRelations
{
    private const string Sql = """
        with recursive tree as (
            select c.oid, c.oid as root
            from pg_catalog.pg_class c
            where c.relkind in ('r', 'p', 'm')
                and not exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid)
            union
            select i.inhrelid, t.root from tree t join pg_catalog.pg_inherits i on i.inhparent = t.oid
        )
        select c.oid, format('%I.%I', n.nspname, c.relname), coalesce(min(t.root), c.oid), c.relkind in ('r', 'p', 'm'),
            c.relkind = 'r' or c.relkind = 'm' and c.relispopulated
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        left join pg_catalog.pg_index x on x.indexrelid = c.oid
        left join tree t on t.oid = coalesce(x.indrelid, c.oid)
        where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            and c.relkind in ('r', 'p', 'm', 'i', 'I', 'S', 'v', 'f')
        group by c.oid, n.nspname, c.relname, c.relkind, c.relispopulated
        order by 2
        """;

    private readonly IReadOnlyDictionary<uint, WatchedRelation> _byOid;

    private WatchedRelations(IEnumerable<WatchedRelation> all) =>
        _byOid = all.ToDictionary(relation => relation.Oid);

    /// <summary>All relations.</summary>
    public IEnumerable<WatchedRelation> All => _byOid.Values;

    /// <summary>The relation with the OID, or null.</summary>
    public WatchedRelation? Find(uint oid) => _byOid.GetValueOrDefault(oid);

    /// <summary>Reads the relations and counts their rows.</summary>
    public static async Task<WatchedRelations> ReadAsync(
        NpgsqlDataSource dataSource,
        CancellationToken cancellation
    )
    {
        var found = new List<(WatchedRelation Relation, bool HoldsRows)>();
        await using (var command = dataSource.CreateCommand(Sql))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                found.Add(
                    (
                        new WatchedRelation(
                            reader.GetFieldValue<uint>(0),
                            reader.GetString(1),
                            reader.GetFieldValue<uint>(2),
                            reader.GetBoolean(3),
                            0
                        ),
                        reader.GetBoolean(4)
                    )
                );
            }
        }

        var rows = await CountAsync(
            dataSource,
            [.. found.Where(one => one.HoldsRows).Select(one => one.Relation)],
            cancellation
        );
        return new WatchedRelations(
            found.Select(one =>
                one.Relation with
                {
                    Rows = rows.GetValueOrDefault(one.Relation.Oid),
                }
            )
        );
    }

    private static async Task<IReadOnlyDictionary<uint, long>> CountAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<WatchedRelation> tables,
        CancellationToken cancellation
    )
    {
        if (tables.Count == 0)
        {
            return new Dictionary<uint, long>();
        }

        var counts = tables.Select(table =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"select {table.Oid}::oid, count(*) from only {table.Name}"
            )
        );
        await using var command = dataSource.CreateCommand(string.Join(" union all ", counts));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new Dictionary<uint, long>();
        while (await reader.ReadAsync(cancellation))
        {
            rows[reader.GetFieldValue<uint>(0)] = reader.GetInt64(1);
        }

        return rows;
    }
}
