-- Who may write the table m of the metadata without being trusted, where nobody decided so for this table: a grant to everybody, or one
-- that the default privileges of its owner make. $1: the trusted roles.
select pg_catalog.format(
    '%s may write it%s. Look through its rows, then revoke that: revoke insert, update, delete, truncate, trigger on %s from %s',
    case g.grantee when 0 then 'everybody' else pg_catalog.format('role %I', pg_catalog.pg_get_userbyid(g.grantee)) end,
    case g.grantee when 0 then '' else ' by the default privileges of its owner' end,
    m.oid::pg_catalog.regclass,
    case g.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) end) as fault
from (
    select a.grantee
    from pg_catalog.aclexplode(m.relacl) as a
    where a.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
    union
    select a.grantee
    from pg_catalog.pg_attribute as c
    cross join lateral pg_catalog.aclexplode(c.attacl) as a
    where c.attrelid = m.oid and a.grantee = 0 and a.privilege_type in ('INSERT', 'UPDATE')
) as g
where g.grantee <> m.relowner
    and g.grantee <> all ($1::pg_catalog.oid[])
    and (
        g.grantee = 0
        or exists (
            select
            from pg_catalog.pg_default_acl as d
            cross join lateral pg_catalog.aclexplode(d.defaclacl) as a
            where d.defaclrole = m.relowner
                and d.defaclobjtype = 'r'
                and d.defaclnamespace in (0, m.relnamespace)
                and a.grantee = g.grantee
                and a.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')))
    -- Without USAGE on the schema the right is of no use. Below 16384 are the roles of the server itself.
    and exists (
        select
        from pg_catalog.pg_namespace as n
        cross join lateral pg_catalog.aclexplode(n.nspacl) as u
        join pg_catalog.pg_roles as r on r.oid >= 16384 and r.oid <> all ($1::pg_catalog.oid[])
        where n.oid = m.relnamespace
            and u.privilege_type = 'USAGE'
            and case u.grantee when 0 then true else pg_catalog.pg_has_role(r.oid, u.grantee, 'MEMBER') end
            and case g.grantee when 0 then true else pg_catalog.pg_has_role(r.oid, g.grantee, 'MEMBER') end)
