using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>What a migration's script recorded as its own creation, by identity: everything else was there before it.</summary>
internal sealed class CreatedObjects
{
    // Under its recorded oid, and as what bears its name on its table now: REINDEX CONCURRENTLY gives an index a new oid, and a dump
    // that was restored gives one to everything.
    private const string Present = """
        select o.kind, t.oid::bigint, x.oid::bigint, a.attnum
        from opscenter.created_object o
        left join pg_catalog.pg_namespace n on n.nspname = o.schema_name
        left join pg_catalog.pg_class t
            on t.relkind in ('r', 'p')
            and case when $2 then t.relnamespace = n.oid and t.relname = o.table_name else t.oid = o.table_oid end
        left join lateral (
            select o.object_oid as oid where not $2
            union
            select i.indexrelid
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid
            where i.indrelid = t.oid and c.relname = o.object_name
            union
            select c.oid
            from pg_catalog.pg_constraint c
            where c.conrelid = t.oid and c.conname = o.object_name and c.contype <> 'n'
            union
            select c.oid
            from pg_catalog.pg_depend d
            join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
            where d.refobjid = t.oid and c.relname = o.object_name) x on true
        left join pg_catalog.pg_attribute a
            on o.kind = 'column' and a.attrelid = t.oid and not a.attisdropped
            and case when $2 then a.attname = o.object_name else a.attnum = o.column_number end
        where o.migration = $1
        """;

    private static readonly CreatedObjects None = new([]);

    private readonly HashSet<(long Table, short Column)> _columns;

    private CreatedObjects(List<Row> rows)
    {
        _columns =
        [
            .. rows.Where(row => row is { Kind: "column", Table: not null, Column: not null })
                .Select(row => (row.Table!.Value, row.Column!.Value)),
        ];
        // Columns have no oid of their own; a table's may stand in either place.
        Oids =
        [
            .. rows.Where(row => row.Kind != "column" && row.Object is not null)
                .Select(row => row.Object!.Value),
            .. rows.Where(row => row.Kind == "table" && row.Table is not null)
                .Select(row => row.Table!.Value),
        ];
    }

    /// <summary>Tables, indexes, sequences, constraints and whatever else has an oid.</summary>
    public long[] Oids { get; }

    public static async Task<CreatedObjects> ReadAsync(
        DatabaseSession session,
        Migration migration,
        CancellationToken cancellation
    )
    {
        if (!await BookSchema.HasTableAsync(session, "created_object", cancellation))
        {
            return None;
        }

        return new CreatedObjects(
            await session.QueryAsync(
                Present,
                row => new Row(
                    row.GetString(0),
                    row.IsDBNull(1) ? null : row.GetInt64(1),
                    row.IsDBNull(2) ? null : row.GetInt64(2),
                    row.IsDBNull(3) ? null : row.GetInt16(3)
                ),
                cancellation,
                migration.Name,
                await BookSchema.IsRestoredAsync(session, migration.Name, cancellation)
            )
        );
    }

    public bool HasTable(long table) => Array.IndexOf(Oids, table) >= 0;

    public bool HasColumn(long table, short column) => _columns.Contains((table, column));

    private sealed record Row(string Kind, long? Table, long? Object, short? Column);
}
