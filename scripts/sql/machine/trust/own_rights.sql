do $own_rights$
declare
    role_before constant pg_catalog.text := pg_catalog.current_setting('role');
    given record;
begin
    for given in
        select o.kind, o.title, pg_catalog.pg_get_userbyid(o.owner) as owner, case g.grantee
            when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) end as grantee
        from (
            select n.oid, n.nspname
            from pg_catalog.pg_namespace as n
            where n.nspname in ('opscenter', 'opscenter_archive', 'opscenter_migrations', 'opscenter_migrations_archive')
        ) as n
        cross join lateral (
            -- Only the creation of a table writes its row in pg_type. A later transaction than this one has no object here.
            select 'table' as kind, pg_catalog.format('%I.%I', n.nspname, c.relname) as title, c.relowner as owner, c.relacl as rights
            from pg_catalog.pg_class as c
            join pg_catalog.pg_type as t on t.oid = c.reltype and pg_catalog.age(t.xmin) <= 0
            where c.relnamespace = n.oid and c.relkind in ('r', 'p')
            union all
            select 'sequence', pg_catalog.format('%I.%I', n.nspname, c.relname), c.relowner, c.relacl
            from pg_catalog.pg_class as c
            where c.relnamespace = n.oid and c.relkind = 'S' and pg_catalog.age(c.xmin) <= 0
            union all
            select 'function', p.oid::pg_catalog.regprocedure::pg_catalog.text, p.proowner, p.proacl
            from pg_catalog.pg_proc as p
            where p.pronamespace = n.oid and pg_catalog.age(p.xmin) <= 0
            union all
            select 'schema', pg_catalog.quote_ident(n.nspname), s.nspowner, s.nspacl
            from pg_catalog.pg_namespace as s
            where s.oid = n.oid and pg_catalog.age(s.xmin) <= 0
        ) as o
        cross join lateral (select distinct a.grantee from pg_catalog.aclexplode(o.rights) as a where a.grantee <> o.owner) as g
        where pg_catalog.pg_has_role(o.owner,
            case when pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 160000 then 'SET' else 'MEMBER' end)
    loop
        perform pg_catalog.set_config('role', given.owner, true);
        execute pg_catalog.format('revoke all on %s %s from %s', given.kind, given.title, given.grantee);
        perform pg_catalog.set_config('role', role_before, true);
    end loop;
end
$own_rights$
