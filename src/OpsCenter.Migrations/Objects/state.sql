-- When an image of the objects is taken: the oldest transaction that is open and the first one after all that are complete (a row of a catalog whose
-- transaction is older than the first is in the image), that of this session, and what may be in any definition or has no number of its own.
select pg_snapshot_xmin(s.snapshot)::text, pg_snapshot_xmax(s.snapshot)::text, coalesce(pg_current_xact_id_if_assigned()::text, ''),
    (select md5(string_agg(format('%s %s', r.oid, r.rolname), ',' order by r.oid)) from pg_roles r),
    (
        select format('%s %s', count(*), sum(hashint8extended((d.classid::bigint << 32) | d.objid::bigint, 0)))
        from pg_depend d where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
    ),
    (select format('%s %s', count(*), sum(hashint8extended(m.oid::bigint, 0))) from pg_publication_rel m),
    coalesce((select array_agg(i.inhrelid::bigint order by i.inhrelid, i.inhseqno) from pg_inherits i), '{}'),
    coalesce((select array_agg(i.inhparent::bigint order by i.inhrelid, i.inhseqno) from pg_inherits i), '{}')
from (select pg_current_snapshot() as snapshot) s
