-- Tables, views, sequences and other relations.
select concat_ws(' ',
    case c.relkind
        when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view' when 'm' then 'materialized view'
        when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'composite type' else c.relkind::text
    end,
    c.oid::regclass || ':',
    'owner=' || pg_get_userbyid(c.relowner),
    'persistence=' || c.relpersistence::text,
    'acl=' || case when c.relacl is not null and not (c.relacl @> acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner) and acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner) @> c.relacl)
        then coalesce((select string_agg(item::text, ',' order by item::text) from unnest(c.relacl) as item), 'none') end,
    'options=' || array_to_string(c.reloptions, ','),
    'toast_options=' || (select array_to_string(t.reloptions, ',') from pg_class t where t.oid = c.reltoastrelid),
    'row_security=' || c.relrowsecurity || '/' || c.relforcerowsecurity,
    'replica_identity=' || c.relreplident::text,
    'tablespace=' || (select t.spcname from pg_tablespace t where t.oid = c.reltablespace),
    'access_method=' || (select m.amname from pg_am m where m.oid = c.relam),
    'partition_key=' || pg_get_partkeydef(c.oid),
    'partition_bound=' || pg_get_expr(c.relpartbound, c.oid),
    'populated=' || case when c.relkind = 'm' then c.relispopulated::text end,
    'of_type=' || case when c.reloftype <> 0 then c.reloftype::regtype::text end,
    'comment=' || quote_literal(r.description))
from pg_class c
left join pg_description r on (r.objoid, r.classoid, r.objsubid) = (c.oid, 'pg_class'::regclass, 0)
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.relkind not in ('i', 'I', 't')
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
