using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>The columns of a table, and those that tell its rows apart.</summary>
/// <param name="Oid">Its OID.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Key">The columns of its primary key, or of another unique key without NULL; empty if it has none.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record TableShape(
    long Oid,
    string Schema,
    string Name,
    IReadOnlyList<ColumnShape> Columns,
    IReadOnlyList<string> Key,
    long Bytes
)
{
    /// <summary>Its owner.</summary>
    public required string Owner { get; init; }

    /// <summary>
    /// Whether it has a deferrable unique or exclusion constraint, or a rule, also one that is disabled: then ON CONFLICT cannot be used (manual,
    /// INSERT).
    /// </summary>
    public bool RefusesOnConflict { get; init; }

    /// <summary>Whether its rows are in its partitions.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>The partitioned table at the top that it is a partition of; null if it is none.</summary>
    public RootTable? Root { get; init; }

    private const string ColumnsSql = """
        select a.attnum::integer, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attgenerated <> '',
            t.typnamespace = 'pg_catalog'::regnamespace and not exists (
                select from pg_collation c where c.oid = a.attcollation and c.collnamespace <> 'pg_catalog'::regnamespace), a.attmissingval::text::text[],
            a.attidentity = 'a', a.atthasdef
        from pg_attribute a
        join pg_type t on t.oid = a.atttypid
        where a.attrelid::bigint = $1 and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    private const string KeySql = """
        select a.attname::text
        from (
            select i.indexrelid, i.indkey::smallint[] as columns, i.indnkeyatts
            from pg_index i
            where i.indrelid::bigint = $1 and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null
                and not 0 = any (i.indkey::smallint[]) and not i.indkey::smallint[] && $2::smallint[]
                and not exists (
                    select from pg_attribute a
                    where a.attrelid = i.indrelid and a.attnum = any (i.indkey::smallint[]) and not a.attnotnull)
            order by i.indisprimary desc, i.indexrelid
            limit 1) k
        cross join lateral unnest(k.columns[0:k.indnkeyatts - 1]) with ordinality as c (number, place)
        join pg_attribute a on a.attrelid::bigint = $1 and a.attnum = c.number
        order by c.place
        """;

    /// <summary>Reads it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="oid">The OID of the table.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="notInKey">Columns that may not be part of the key; null for none.</param>
    public static async Task<TableShape> ReadAsync(
        DatabaseSession session,
        long oid,
        CancellationToken cancellation,
        IEnumerable<int>? notInKey = null
    )
    {
        var columns = await session.QueryAsync(
            ColumnsSql,
            row => new ColumnShape(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.GetBoolean(3),
                row.GetBoolean(4),
                row.IsDBNull(5) ? null : row.GetFieldValue<string[]>(5)[0]
            )
            {
                IsFixed = row.GetBoolean(6),
                HasDefault = row.GetBoolean(7),
            },
            cancellation,
            oid
        );
        var key = await session.QueryAsync(
            KeySql,
            row => row.GetString(0),
            cancellation,
            oid,
            (notInKey ?? []).Select(number => (short)number).ToArray()
        );
        var name = await session.QueryAsync(
            """
            select n.nspname::text, c.relname::text, pg_total_relation_size(c.oid), c.relkind = 'p', m.nspname::text, r.relname::text,
                r.oid::bigint, pg_get_userbyid(c.relowner)::text,
                exists (select from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion) and not i.indimmediate)
                    or exists (select from pg_rewrite w where w.ev_class = c.oid)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_class r on c.relispartition and r.oid = pg_partition_root(c.oid)
            left join pg_namespace m on m.oid = r.relnamespace
            where c.oid::bigint = $1
            """,
            row => new TableShape(
                oid,
                row.GetString(0),
                row.GetString(1),
                columns,
                key,
                row.GetInt64(2)
            )
            {
                Owner = row.GetString(7),
                RefusesOnConflict = row.GetBoolean(8),
                IsPartitioned = row.GetBoolean(3),
                Root = row.IsDBNull(4)
                    ? null
                    : new RootTable(row.GetInt64(6), row.GetString(4), row.GetString(5)),
            },
            cancellation,
            oid
        );
        return name[0];
    }

    /// <summary>Finds a table by its name and reads it; null if there is none.</summary>
    public static async Task<TableShape?> FindAsync(
        DatabaseSession session,
        string schema,
        string table,
        CancellationToken cancellation
    )
    {
        var oids = await session.QueryAsync(
            """
            select c.oid::bigint
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p')
            """,
            row => row.GetInt64(0),
            cancellation,
            schema,
            table
        );
        return oids.Count == 0 ? null : await ReadAsync(session, oids[0], cancellation);
    }

    /// <summary>Whether a table of that OID is there.</summary>
    public static Task<bool> ExistsAsync(
        DatabaseSession session,
        long oid,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            "select exists (select from pg_class c where c.oid::bigint = $1)",
            cancellation,
            oid
        );

    /// <summary>The table with its own rows: those of tables that inherit from it have an archive of their own.</summary>
    public string Own => IsPartitioned ? Quoted : $"only {Quoted}";

    /// <summary>The name as it stands in a statement.</summary>
    public string Quoted => SqlName.Table(Schema, Name);
}
