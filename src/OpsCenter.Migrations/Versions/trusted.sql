-- The roles whose objects are used beside a folder: superusers, the owner of the database, and those that this session may act as. A
-- superuser may act as anybody: that proves nothing, so that only its own role counts.
select r.oid
from pg_roles r
cross join (select m.oid, m.rolsuper from pg_roles m where m.rolname = current_user) me
join pg_database d on d.datname = current_database()
where r.rolsuper
    or pg_has_role(r.oid, d.datdba, 'MEMBER')
    or pg_has_role(r.oid, me.oid, 'MEMBER')
    or (not me.rolsuper and pg_has_role(me.oid, r.oid, 'USAGE'))
