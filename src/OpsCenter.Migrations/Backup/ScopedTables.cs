using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Asks the catalog which tables a backup holds.</summary>
internal static class ScopedTables
{
    private const string Columns = """
        select c.oid, format('%I.%I', n.nspname, c.relname), c.relkind = 'r',
            case when c.relkind = 'r' then pg_catalog.pg_table_size(c.oid) else 0 end
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        """;

    // The rows of an extension's tables belong to the extension.
    private const string Dumpable = """
        c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't'
        and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
        and not exists (
            select from pg_catalog.pg_depend d
            where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        """;

    public static Task<List<ScopedTable>> AllAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) => session.QueryAsync($"{Columns} where {Dumpable} order by 2", Read, cancellation);

    /// <summary>
    /// The named tables, the metadata, and every table that a foreign key, a partition or inheritance ties to one of them: without those
    /// neither could be created again.
    /// </summary>
    public static Task<List<ScopedTable>> NamedAsync(
        DatabaseSession session,
        IReadOnlyList<string> names,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            $"""
            with recursive named as (
                select c.oid
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where {Dumpable} and exists (
                    select from pg_catalog.unnest($1::text[]) as wanted (name)
                    where starts_with(wanted.name, n.nspname || ' ' || c.relname || ' ')
                        or (pg_catalog.pg_table_is_visible(c.oid) and starts_with(wanted.name, ' ' || c.relname || ' ')))
            ),
            chosen as (
                select oid from named
                union
                select c.oid
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where {Dumpable} and n.nspname in ('opscenter', 'opscenter_archive') and exists (select from named)
            ),
            tied as (
                select oid from chosen
                union
                select case when tie.one = t.oid then tie.other else tie.one end
                from tied t
                join (
                    select conrelid, confrelid from pg_catalog.pg_constraint where contype = 'f'
                    union all
                    select inhrelid, inhparent from pg_catalog.pg_inherits) as tie (one, other)
                    on t.oid in (tie.one, tie.other)
            )
            {Columns}
            join tied on tied.oid = c.oid
            where {Dumpable}
            order by 2
            """,
            Read,
            cancellation,
            // One argument, not one for each name.
            (object)names.ToArray()
        );

    private static ScopedTable Read(Npgsql.NpgsqlDataReader row) =>
        new(row.GetFieldValue<uint>(0), row.GetString(1), row.GetBoolean(2), row.GetInt64(3));
}
