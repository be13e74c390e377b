using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Finds the tables whose content the migration must not touch.</summary>
internal static class PreservedTables
{
    /// <summary>Why the current role cannot read all rows of table c of pg_class, as an expression; null if it can.</summary>
    public const string Hindrance = """
        case
            when not has_table_privilege(c.oid, 'select')
                then format('role %I may not read it', current_user)
            when row_security_active(c.oid)
                then format('row security hides rows from role %I', current_user)
        end
        """;

    // Partitions and inheriting tables count wherever they live, each by itself; a partitioned parent has no rows of its own.
    private const string Tables = $"""
        with recursive reach(oid) as (
            select c.oid
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any ($2)
              and n.nspname not in ('opscenter', 'pg_catalog')
              and c.relkind in ('r', 'p')
            union
            select i.inhrelid
            from pg_catalog.pg_inherits i
            join reach r on r.oid = i.inhparent)
        select c.oid::bigint, n.nspname::text, c.relname::text, {Hindrance}
        from reach r
        join pg_catalog.pg_class c on c.oid = r.oid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.relpersistence <> 't' and not c.oid::bigint = any ($1)
        order by n.nspname, c.relname
        """;

    private const string Columns = """
        select a.attrelid::bigint, a.attnum, a.attname::text, a.atttypid
        from pg_catalog.pg_attribute a
        where a.attrelid::bigint = any ($1) and a.attnum > 0 and not a.attisdropped
        order by a.attrelid, a.attnum
        """;

    /// <summary>
    /// The ordinary tables in the schemas of the search_path, and their partitions anywhere, without what the migration created.
    /// </summary>
    public static async Task<IReadOnlyList<PreservedTable>> FindAsync(
        DatabaseSession session,
        CreatedObjects created,
        CancellationToken cancellation
    )
    {
        var tables = await session.QueryAsync(
            Tables,
            row => new PreservedTable(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetString(3),
                []
            ),
            cancellation,
            created.Oids,
            session.CallerPath.Schemas.ToArray()
        );
        var columns = await ColumnsAsync(session, [.. tables.Select(t => t.Oid)], cancellation);
        return
        [
            .. tables.Select(table =>
                table with
                {
                    Columns =
                    [
                        .. columns[table.Oid]
                            .Where(column => !created.HasColumn(table.Oid, column.Number)),
                    ],
                }
            ),
        ];
    }

    public static async Task<ILookup<long, PreservedColumn>> ColumnsAsync(
        DatabaseSession session,
        long[] tables,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            Columns,
            row =>
                (
                    Table: row.GetInt64(0),
                    Column: new PreservedColumn(
                        row.GetInt16(1),
                        row.GetString(2),
                        row.GetFieldValue<uint>(3)
                    )
                ),
            cancellation,
            tables
        );
        return rows.ToLookup(row => row.Table, row => row.Column);
    }
}
