-- What has no schema: languages, access methods, transforms, and large objects by their content, since
-- their numbers differ from run to run. Members of extensions are left out.
select concat_ws(' ',
    format('language %I:', l.lanname),
    'owner=' || pg_get_userbyid(l.lanowner),
    case when l.lanpltrusted then 'trusted' end,
    'handler=' || nullif(l.lanplcallfoid, 0)::regproc,
    'acl=' || (select string_agg(item::text, ',' order by item::text) from unnest(l.lanacl) as item))
from pg_language l
where l.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ', format('access method %I:', m.amname), 'type=' || m.amtype::text, 'handler=' || m.amhandler::regproc)
from pg_am m
where m.oid >= 16384
  and m.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('transform for %s language %I:', t.trftype::regtype, l.lanname),
    'from_sql=' || nullif(t.trffromsql, 0)::regproc,
    'to_sql=' || nullif(t.trftosql, 0)::regproc)
from pg_transform t
join pg_language l on l.oid = t.trflang
where t.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('large object %s:', md5(lo_get(l.oid))),
    'owner=' || pg_get_userbyid(l.lomowner),
    'acl=' || (select string_agg(item::text, ',' order by item::text) from unnest(l.lomacl) as item))
from pg_largeobject_metadata l
