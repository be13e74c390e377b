-- The roles whose objects are used: superusers, the owner of the tables that a migration extends, the owner of the database, the
-- runner, and who may act as one of them. $1: the schemas of the caller's search_path, $2: the names of the extended tables.
with recursive owners as (
    select d.datdba as oid
    from pg_catalog.pg_database as d
    where d.datname = pg_catalog.current_database()
    union
    select r.oid
    from pg_catalog.pg_roles as r
    where r.rolname in (current_user, session_user)
    union
    select x.relowner
    from pg_catalog.unnest($2::pg_catalog.text[]) as w (table_name)
    cross join lateral (
        select c.relowner
        from pg_catalog.unnest($1::pg_catalog.text[]) with ordinality as p (schema_name, place)
        join pg_catalog.pg_namespace as n on n.nspname = p.schema_name
        join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relname = w.table_name and c.relkind in ('r', 'p')
        order by p.place
        limit 1
    ) as x
),
-- pg_has_role() would search the memberships once for each role of the server.
members as (
    select o.oid
    from owners as o
    union
    select m.member
    from members as o
    join pg_catalog.pg_auth_members as m on m.roleid = o.oid
)
select r.oid
from pg_catalog.pg_roles as r
where r.rolsuper
    or r.rolname = 'pg_database_owner'
    or r.oid in (select o.oid from members as o)
