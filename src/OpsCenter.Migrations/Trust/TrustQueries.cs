using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Trust;

/// <summary>The queries of this room: fragments of the scripts, in scripts/sql/machine/trust.</summary>
internal static class TrustQueries
{
    /// <summary>
    /// A row for each object that is not to be used, or one for none: the trusted roles, the role that metadata is to belong to, and the
    /// object's title, owner and faults. $1: the schemas of the caller's search_path, $2: the names of the extended tables.
    /// </summary>
    public static string Everything { get; } =
        $"""
            with trusted as materialized (
                select array(
            {EmbeddedSql.Read("Trust/trusted_roles.sql")}
                ) as roles
            )
            select t.roles, b.name, u.title, u.owner, u.fault
            from trusted as t
            cross join (
            {BaseOwner}
            ) as b (name)
            left join (
            {UntrustedObjects}
            ) as u (title, owner, fault) on true
            order by u.title
            """;

    private static string UntrustedObjects =>
        EmbeddedSql
            .Read("Trust/untrusted_objects.sql")
            .Replace("$1", "(select t.roles from trusted as t)", StringComparison.Ordinal);

    /// <summary>The owner of the extended tables, where it is one and the session may act as that role; empty otherwise.</summary>
    private const string BaseOwner = """
        select coalesce((
            select b.name
            from (
                select min(x.relowner) as oid, min(pg_get_userbyid(x.relowner)::text) as name
                from unnest($2::text[]) as w (table_name)
                cross join lateral (
                    select c.relowner
                    from unnest($1::text[]) with ordinality as p (schema_name, place)
                    join pg_catalog.pg_namespace n on n.nspname = p.schema_name
                    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.table_name and c.relkind in ('r', 'p')
                    order by p.place
                    limit 1) x
                having count(distinct x.relowner) = 1) b
            where b.name <> current_user
              and pg_has_role(b.oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
              -- What has several owners belongs to none of them (scripts/sql/machine/trust/work_role.sql).
              and not ((select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) and exists (
                  select from pg_catalog.pg_class c
                  where c.relname = any ($2::text[]) and c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.relowner <> b.oid))), '')
        """;
}
