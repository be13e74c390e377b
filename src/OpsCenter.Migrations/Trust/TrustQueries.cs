namespace OpsCenter.Migrations.Trust;

/// <summary>The queries of this room: fragments of the scripts, in scripts/sql/machine/trust.</summary>
internal static class TrustQueries
{
    public static string TrustedRoles { get; } = Read("trusted_roles.sql");

    public static string UntrustedObjects { get; } = Read("untrusted_objects.sql");

    /// <summary>The owner of the extended tables, where it is one and the session may act as that role; empty otherwise.</summary>
    public const string BaseOwner = """
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

    private static string Read(string name)
    {
        using var stream = typeof(TrustQueries).Assembly.GetManifestResourceStream(
            $"Trust/{name}"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
