-- Foreign-data wrappers, servers and user mappings. Members of extensions are left out.
select concat_ws(' ',
    format('foreign-data wrapper %I:', w.fdwname),
    'owner=' || pg_get_userbyid(w.fdwowner),
    'handler=' || nullif(w.fdwhandler, 0)::regproc,
    'validator=' || nullif(w.fdwvalidator, 0)::regproc,
    'options=' || (select string_agg(item, ',' order by item) from unnest(w.fdwoptions) as item),
    'acl=' || (select string_agg(item::text, ',' order by item::text) from unnest(w.fdwacl) as item))
from pg_foreign_data_wrapper w
where w.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('server %I:', s.srvname),
    'owner=' || pg_get_userbyid(s.srvowner),
    'wrapper=' || (select quote_ident(w.fdwname) from pg_foreign_data_wrapper w where w.oid = s.srvfdw),
    'type=' || s.srvtype,
    'version=' || s.srvversion,
    'options=' || (select string_agg(item, ',' order by item) from unnest(s.srvoptions) as item),
    'acl=' || (select string_agg(item::text, ',' order by item::text) from unnest(s.srvacl) as item),
    'comment=' || quote_literal(obj_description(s.oid, 'pg_foreign_server')))
from pg_foreign_server s
where s.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('user mapping %I.%I:', m.srvname, m.usename),
    'options=' || (select string_agg(item, ',' order by item) from unnest(m.umoptions) as item))
from pg_user_mappings m
