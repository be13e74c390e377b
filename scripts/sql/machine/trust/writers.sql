-- Who may write the table m of the metadata without being trusted, where nobody decided so for this table: a grant to everybody, one that
-- the default privileges of its owner make, or one of a role that is not trusted itself. $1: the trusted roles.
select pg_catalog.format(
    '%s may write it%s. Look through its rows, then revoke that: revoke %sinsert, update, delete, truncate, trigger on %s from %s cascade;',
    case g.grantee when 0 then 'everybody' else pg_catalog.format('role %I', pg_catalog.pg_get_userbyid(g.grantee)) end,
    case
        when g.is_passed_on then pg_catalog.format(', by a grant of role %I', pg_catalog.pg_get_userbyid(g.grantor))
        when g.grantee = 0 then ''
        else ' by the default privileges of its owner'
    end,
    case when g.is_passed_on then 'grant option for ' else '' end,
    m.oid::pg_catalog.regclass,
    case
        when g.is_passed_on then pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantor))
        when g.grantee = 0 then 'public'
        else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee))
    end) as fault
from (
    select
        a.grantee,
        a.grantor,
        a.grantor <> m.relowner and a.grantor <> all ($1::pg_catalog.oid[]) as is_passed_on,
        pg_catalog.array_agg(a.privilege_type) as rights
    from (
        select t.grantor, t.grantee, t.privilege_type
        from pg_catalog.aclexplode(m.relacl) as t
        union all
        select t.grantor, t.grantee, t.privilege_type
        from pg_catalog.pg_attribute as c
        cross join lateral pg_catalog.aclexplode(c.attacl) as t
        where c.attrelid = m.oid and t.grantee = 0
    ) as a
    group by a.grantee, a.grantor
) as g
where g.grantee <> m.relowner
    and g.grantee <> all ($1::pg_catalog.oid[])
    and g.rights && array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']
    and (
        g.grantee = 0
        or g.is_passed_on
        -- All that the default privileges give: a grant for this table has other rights.
        or exists (
            select
            from pg_catalog.pg_default_acl as d
            cross join lateral pg_catalog.aclexplode(d.defaclacl) as a
            where d.defaclrole = m.relowner
                and d.defaclobjtype = 'r'
                and d.defaclnamespace in (0, m.relnamespace)
                and a.grantee = g.grantee
            having pg_catalog.array_agg(a.privilege_type) && array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']
                and g.rights @> pg_catalog.array_agg(a.privilege_type)))
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
