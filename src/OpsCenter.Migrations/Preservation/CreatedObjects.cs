using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>What a migration's script recorded as its own creation, by identity: everything else was there before it.</summary>
internal sealed class CreatedObjects
{
    // Under its recorded oid, and as what bears its name on its table now: REINDEX CONCURRENTLY gives an index a new oid, and a dump
    // that was restored gives one to everything.
    private const string Recorded = """
        select o.kind, t.oid as table_oid, x.oid as object_oid, a.attnum as column_number, a.attname as column_name
        from opscenter.created_object o
        left join pg_catalog.pg_namespace n on n.nspname = o.schema_name
        left join pg_catalog.pg_class t
            on t.relkind in ('r', 'p')
            and case when $2 then t.relnamespace = n.oid and t.relname = o.table_name else t.oid = o.table_oid end
        left join lateral (
            select o.object_oid as oid where o.kind <> 'column' and not $2
            union all
            select i.indexrelid
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid
            where o.kind <> 'column' and i.indrelid = t.oid and c.relname = o.object_name
            union all
            select c.oid
            from pg_catalog.pg_constraint c
            where o.kind <> 'column' and c.conrelid = t.oid and c.conname = o.object_name and c.contype <> 'n'
            union all
            select c.oid
            from pg_catalog.pg_depend d
            join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
            where o.kind <> 'column' and d.refobjid = t.oid and c.relname = o.object_name
              and d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass) x on true
        left join pg_catalog.pg_attribute a
            on o.kind = 'column' and a.attrelid = t.oid and not a.attisdropped
            and case when $2 then a.attname = o.object_name else a.attnum = o.column_number end
        where o.migration = $1
            -- Those of one pair, where pairs are told apart.
            and ($3::integer is null or (to_jsonb(o) ->> 'pair')::integer = $3)
        """;

    private const string Present = $"""
        select p.kind, p.table_oid::bigint, p.object_oid::bigint, p.column_number
        from ({Recorded}) p
        """;

    // What a partition or an inheriting table got with it is the migration's, too.
    private const string PresentWithHeirs = $"""
        with recursive present(kind, table_oid, object_oid, column_number, column_name) as (
            {Recorded}
            union
            select p.kind, coalesce(d.table_oid, p.table_oid), d.object_oid, d.column_number, p.column_name
            from present p
            cross join lateral (
                select i.inhrelid as table_oid, null::oid as object_oid, a.attnum as column_number
                from pg_catalog.pg_inherits i
                join pg_catalog.pg_attribute a
                    on a.attrelid = i.inhrelid and a.attname = p.column_name and a.attinhcount > 0 and not a.attislocal
                where p.kind = 'column' and i.inhparent = p.table_oid
                union all
                select null, i.inhrelid, null
                from pg_catalog.pg_inherits i
                join pg_catalog.pg_class c on c.oid = i.inhrelid and c.relkind in ('i', 'I')
                where p.kind <> 'column' and i.inhparent = p.object_oid
                union all
                select null, c.oid, null
                from pg_catalog.pg_constraint c
                where p.kind = 'constraint' and c.conparentid = p.object_oid) d)
        select p.kind, p.table_oid::bigint, p.object_oid::bigint, p.column_number
        from present p
        """;

    private const string AnyInherits = "select exists (select from pg_catalog.pg_inherits)";

    private const string HasHeirs =
        "select exists (select from pg_catalog.pg_inherits i where i.inhparent::bigint = any ($1))";

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
    ) =>
        await ReadAsync(
            session,
            migration,
            await Metadata.ReadAsync(session, migration, cancellation),
            cancellation
        );

    /// <param name="session">Where the record is read.</param>
    /// <param name="migration">Whose.</param>
    /// <param name="metadata">What there is of the metadata now.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="beside">What else is to be read in the same round trip.</param>
    public static async Task<CreatedObjects> ReadAsync(
        DatabaseSession session,
        Migration migration,
        Metadata metadata,
        CancellationToken cancellation,
        params IEnumerable<BatchedRead> beside
    )
    {
        if (!metadata.Has("created_object"))
        {
            await session.ReadAsync([.. beside], cancellation);
            return None;
        }

        var present = Ask(Present, migration, metadata);
        var inherits = new SessionRead<bool>(
            new SessionQuery(AnyInherits),
            row => row.GetBoolean(0)
        );
        await session.ReadAsync([present, inherits, .. beside], cancellation);
        // Asked for only where there are any: the server takes long to plan and compile it.
        if (
            inherits.Rows[0]
            && await session.ScalarAsync<bool>(
                HasHeirs,
                cancellation,
                present
                    .Rows.SelectMany(row => new[] { row.Table, row.Object })
                    .OfType<long>()
                    .ToArray()
            )
        )
        {
            present = Ask(PresentWithHeirs, migration, metadata);
            await session.ReadAsync([present], cancellation);
        }

        return new CreatedObjects(present.Rows);
    }

    public bool HasTable(long table) => Array.IndexOf(Oids, table) >= 0;

    public bool HasColumn(long table, short column) => _columns.Contains((table, column));

    /// <summary>Whether a table that was there before has columns of the migration.</summary>
    public bool HasColumns(long table) => _columns.Any(column => column.Table == table);

    private static SessionRead<Row> Ask(string query, Migration migration, Metadata metadata) =>
        new(
            new SessionQuery(
                query,
                migration.Name,
                metadata.IsRestored(migration.Name),
                metadata.Pair is { Layout: PairLayout.Numbered } pair
                    ? pair.Number ?? 0
                    : DBNull.Value
            ),
            row => new Row(
                row.GetString(0),
                row.IsDBNull(1) ? null : row.GetInt64(1),
                row.IsDBNull(2) ? null : row.GetInt64(2),
                row.IsDBNull(3) ? null : row.GetInt16(3)
            )
        );

    private sealed record Row(string Kind, long? Table, long? Object, short? Column);
}
