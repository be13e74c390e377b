using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight;

/// <summary>Resolves the tables of a plan, once, by schema and name; everything after that goes by oid.</summary>
internal static class TouchedTables
{
    // Nothing here opens a relation: a preflight must not wait behind a lock.
    private const string Sql = """
        with recursive touched as (
            select c.oid as root_oid, c.oid, 0 as level
            from unnest($1::text[], $2::text[]) as w (schema_name, table_name)
            join pg_catalog.pg_namespace as n on n.nspname = w.schema_name
            join pg_catalog.pg_class as c
                on c.relnamespace = n.oid and c.relname = w.table_name and c.relkind in ('r', 'p', 'f')
            union
            select t.root_oid, i.inhrelid, t.level + 1
            from touched as t
            join pg_catalog.pg_inherits as i on i.inhparent = t.oid
        )
        select
            t.oid::bigint,
            t.root_oid::bigint,
            t.level,
            n.nspname::text,
            c.relname::text,
            pg_catalog.format('%I.%I', n.nspname, c.relname),
            c.relkind::text,
            exists (select from pg_catalog.pg_inherits as i where i.inhrelid = c.oid),
            pg_catalog.pg_get_userbyid(c.relowner)::text,
            pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner)),
            pg_catalog.pg_has_role(c.relowner, 'USAGE'),
            pg_catalog.pg_has_role(c.relowner, case
                when pg_catalog.current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER'
            end),
            exists (
                select
                from pg_catalog.pg_roles as r
                where pg_catalog.pg_has_role(c.relowner, r.oid, 'MEMBER')
                    and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls or r.rolname like 'pg\_%')
            ),
            pg_catalog.row_security_active(c.oid),
            greatest(c.reltuples::bigint, pg_catalog.pg_stat_get_live_tuples(c.oid), 0),
            (select count(*) from pg_catalog.pg_index as i where i.indrelid = c.oid)
        from touched as t
        join pg_catalog.pg_class as c on c.oid = t.oid
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        order by t.level, n.nspname, c.relname
        """;

    public static SessionQuery Query(MigrationPlan plan)
    {
        var names = plan
            .Steps.Where(step =>
                step.Kind is StepKind.Added or StepKind.Dropped or StepKind.Archived
                && step is { Schema: not null, Table: not null }
            )
            .Select(step => (step.Schema, step.Table))
            .Distinct()
            .ToList();
        return new SessionQuery(
            Sql,
            names.Select(name => name.Schema!).ToArray(),
            names.Select(name => name.Table!).ToArray()
        );
    }

    public static TouchedTable Read(EvidenceRow row) =>
        new(
            row.Number(0),
            row.Number(1),
            (int)row.Number(2),
            row.Text(3),
            row.Text(4),
            row.Text(5),
            row.Text(6)[0],
            row.Flag(7),
            row.Text(8),
            row.Text(9),
            Standing(row),
            row.Flag(12),
            row.Flag(13),
            row.Number(14),
            row.Number(15)
        );

    private static OwnerStanding Standing(EvidenceRow row) =>
        row.Flag(10) ? OwnerStanding.Inherits
        : row.Flag(11) ? OwnerStanding.MaySetRole
        : OwnerStanding.None;
}
