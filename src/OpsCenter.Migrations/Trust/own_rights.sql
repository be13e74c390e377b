do $rights$
declare
    role_before constant text := current_setting('role');
    given record;
begin
    for given in
        select o.kind, o.title, pg_get_userbyid(o.owner) as owner, case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end as grantee
        from (
            select 'table' as kind, format('%I.%I', n.nspname, c.relname) as title, c.relowner as owner, c.relacl as rights
            from pg_namespace n
            join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
            -- Only the creation of a table writes this row. A later transaction than this one has no object here.
            join pg_type t on t.oid = c.reltype and age(t.xmin) <= 0
            where n.nspname in ('opscenter', 'opscenter_archive', 'opscenter_migrations', 'opscenter_migrations_archive')
            union all
            select 'schema', format('%I', n.nspname), n.nspowner, n.nspacl
            from pg_namespace n
            where n.nspname in ('opscenter', 'opscenter_archive', 'opscenter_migrations', 'opscenter_migrations_archive') and age(n.xmin) <= 0
        ) o
        cross join lateral (select distinct a.grantee from aclexplode(o.rights) a where a.grantee <> o.owner) g
        where pg_has_role(o.owner, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end)
    loop
        perform set_config('role', given.owner, true);
        execute format('revoke all on %s %s from %s', given.kind, given.title, given.grantee);
        perform set_config('role', role_before, true);
    end loop;
end
$rights$
