using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Asks the catalog what the tables of a backup cannot be created without, and what beside them stays out.</summary>
internal static class ScopeSurroundings
{
    /// <summary>Functions and types that columns, defaults, checks, triggers, policies and indexes of the tables use.</summary>
    private const string Used = """
        with parts (classid, objid) as (
            select 'pg_catalog.pg_class'::regclass, pg_catalog.unnest($1::oid[])
            union all select 'pg_catalog.pg_attrdef'::regclass, oid from pg_catalog.pg_attrdef where adrelid = any ($1::oid[])
            union all select 'pg_catalog.pg_constraint'::regclass, oid from pg_catalog.pg_constraint where conrelid = any ($1::oid[])
            union all select 'pg_catalog.pg_trigger'::regclass, oid from pg_catalog.pg_trigger where tgrelid = any ($1::oid[])
            union all select 'pg_catalog.pg_policy'::regclass, oid from pg_catalog.pg_policy where polrelid = any ($1::oid[])
            union all select 'pg_catalog.pg_class'::regclass, indexrelid from pg_catalog.pg_index where indrelid = any ($1::oid[])
        ),
        used (classid, objid, schema) as (
            select d.refclassid, d.refobjid, coalesce(p.pronamespace, t.typnamespace, o.opcnamespace)
            from parts
            join pg_catalog.pg_depend d on d.classid = parts.classid and d.objid = parts.objid
            left join pg_catalog.pg_proc p on d.refclassid = 'pg_catalog.pg_proc'::regclass and p.oid = d.refobjid
            left join pg_catalog.pg_type t on d.refclassid = 'pg_catalog.pg_type'::regclass and t.oid = d.refobjid
            left join pg_catalog.pg_opclass o on d.refclassid = 'pg_catalog.pg_opclass'::regclass and o.oid = d.refobjid
            where coalesce(p.oid, t.oid, o.oid) is not null
        ),
        extensions (oid) as (
            select d.refobjid
            from used
            join pg_catalog.pg_depend d on d.classid = used.classid and d.objid = used.objid and d.deptype = 'e'
        )
        """;

    public static Task<List<string>> SchemasAsync(
        DatabaseSession session,
        long[] tables,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            $"""
            {Used}
            select nspname::text
            from pg_catalog.pg_namespace
            where nspname <> 'information_schema' and nspname !~ '^pg_' and oid in (
                select relnamespace from pg_catalog.pg_class where oid = any ($1::oid[])
                union select schema from used
                union select extnamespace from pg_catalog.pg_extension where oid in (select oid from extensions))
            order by 1
            """,
            row => row.GetString(0),
            cancellation,
            tables
        );

    public static Task<List<string>> ExtensionsAsync(
        DatabaseSession session,
        long[] tables,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            $"""
            {Used}
            select extname::text
            from pg_catalog.pg_extension
            where oid in (select oid from extensions)
            order by 1
            """,
            row => row.GetString(0),
            cancellation,
            tables
        );

    /// <summary>Every table that the role of the session may not read.</summary>
    public static async Task<IReadOnlyList<IGrouping<string, string>>> UnreadableTablesAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var tables = await session.QueryAsync(
            """
            select n.nspname::text, c.relname::text
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't'
                and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                and not (
                    pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(c.oid, 'SELECT'))
            order by 1, 2
            """,
            row => (Schema: row.GetString(0), Name: row.GetString(1)),
            cancellation
        );
        return
        [
            .. tables.GroupBy(table => table.Schema, table => table.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every other table, view and sequence of these schemas; sequences that the tables own or take their defaults from stay.</summary>
    public static async Task<IReadOnlyList<IGrouping<string, string>>> OtherRelationsAsync(
        DatabaseSession session,
        long[] tables,
        IReadOnlyList<string> schemas,
        CancellationToken cancellation
    )
    {
        var others = await session.QueryAsync(
            """
            select n.nspname::text, c.relname::text
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any ($2::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.oid <> all ($1::oid[])
                and c.oid not in (
                    select d.objid
                    from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = d.classid
                        and d.refobjid = any ($1::oid[]) and d.deptype in ('a', 'i'))
                and c.oid not in (
                    select d.refobjid
                    from pg_catalog.pg_attrdef a
                    join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_attrdef'::regclass and d.objid = a.oid
                    where a.adrelid = any ($1::oid[]) and d.refclassid = 'pg_catalog.pg_class'::regclass)
            order by 1, 2
            """,
            row => (Schema: row.GetString(0), Name: row.GetString(1)),
            cancellation,
            tables,
            schemas.ToArray()
        );
        return
        [
            .. others.GroupBy(other => other.Schema, other => other.Name, StringComparer.Ordinal),
        ];
    }
}
