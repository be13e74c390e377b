using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Finds the functions, types and schemas of a backup that the database has already: by name, because a database that was restored has other
/// oids; operators and text search objects, which the contents do not name completely, by oid.
/// </summary>
internal static class SurroundingObjects
{
    private const string Sql = """
        with named (begin) as (
            select 'SCHEMA - ' || nspname || ' ' from pg_catalog.pg_namespace
            union all
            select pg_catalog.format('%s %s %s(%s)', kind, n.nspname, p.proname, pg_catalog.oidvectortypes(p.proargtypes))
            from pg_catalog.pg_proc p
            join pg_catalog.pg_namespace n on n.oid = p.pronamespace
            cross join pg_catalog.unnest(array['FUNCTION', 'PROCEDURE', 'AGGREGATE']) as kind
            union all
            select pg_catalog.format('%s %s %s ', kind, n.nspname, t.typname)
            from pg_catalog.pg_type t
            join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            cross join pg_catalog.unnest(array['TYPE', 'DOMAIN']) as kind
            union all
            select pg_catalog.format('COLLATION %s %s ', n.nspname, c.collname)
            from pg_catalog.pg_collation c
            join pg_catalog.pg_namespace n on n.oid = c.collnamespace
        ),
        listed (begin) as (
            -- pg_restore --list replaces line breaks in names by blanks.
            select pg_catalog.translate(begin, E'\n\r', '  ') from named
        )
        select e.ordinality::integer - 1
        from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::bigint[])) with ordinality as e (text, oid, ordinality)
        where exists (select from listed where pg_catalog.starts_with(e.text, listed.begin))
            or pg_catalog.starts_with(e.text, 'OPERATOR ')
                and (exists (select from pg_catalog.pg_operator o where o.oid::bigint = e.oid)
                    or exists (select from pg_catalog.pg_opclass o where o.oid::bigint = e.oid)
                    or exists (select from pg_catalog.pg_opfamily o where o.oid::bigint = e.oid))
            or pg_catalog.starts_with(e.text, 'TEXT SEARCH ')
                and (exists (select from pg_catalog.pg_ts_config o where o.oid::bigint = e.oid)
                    or exists (select from pg_catalog.pg_ts_dict o where o.oid::bigint = e.oid)
                    or exists (select from pg_catalog.pg_ts_parser o where o.oid::bigint = e.oid)
                    or exists (select from pg_catalog.pg_ts_template o where o.oid::bigint = e.oid))
        """;

    /// <summary>Those of the entries whose object is there.</summary>
    public static async Task<IReadOnlySet<ContentsEntry>> ThereAsync(
        DatabaseSession session,
        IReadOnlyList<ContentsEntry> entries,
        CancellationToken cancellation
    )
    {
        var there = await session.QueryAsync(
            Sql,
            row => entries[row.GetInt32(0)],
            cancellation,
            entries.Select(entry => entry.Text).ToArray(),
            entries.Select(entry => (long)entry.Oid).ToArray()
        );
        return there.ToHashSet();
    }
}
