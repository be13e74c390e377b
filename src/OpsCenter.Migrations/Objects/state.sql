-- When an image of the objects is taken: the oldest transaction that is open and the first one after all that are complete (a row of a catalog whose
-- transaction is older than the first is in the image), that of this session, and what may be in any definition or has no number of its own: roles with
-- their members; what is set for the database, and the rights that new objects get.
select pg_snapshot_xmin(s.snapshot)::text, pg_snapshot_xmax(s.snapshot)::text, coalesce(pg_current_xact_id_if_assigned()::text, ''),
    (
        select md5(concat(
            (select string_agg(r::text, ',' order by r.oid) from pg_roles r),
            (select string_agg(format('%s %s', m.roleid, m.member), ',' order by m.roleid, m.member) from pg_auth_members m)))
    ),
    (
        select format('%s %s', count(*), sum(hashint8extended((d.classid::bigint << 32) | d.objid::bigint, 0)))
        from pg_depend d where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
    ) || ' ' || coalesce((select md5(string_agg(m::text, ',' order by m::text)) from pg_ts_config_map m where m.mapcfg >= 16384), ''),
    (select format('%s %s', count(*), sum(hashint8extended(m.oid::bigint, 0))) from pg_publication_rel m),
    coalesce((select array_agg(i.inhrelid::bigint order by i.inhrelid, i.inhseqno) from pg_inherits i), '{}'),
    coalesce((select array_agg(i.inhparent::bigint order by i.inhrelid, i.inhseqno) from pg_inherits i), '{}'),
    (
        select md5(concat(
            (select string_agg(format('%s %s', a.oid, a.defaclacl), ',' order by a.oid) from pg_default_acl a),
            (
                select string_agg(t::text, ',' order by t::text)
                from pg_db_role_setting t
                join pg_database d on d.oid = t.setdatabase
                where d.datname = current_database())))
    )
from (select pg_current_snapshot() as snapshot) s
