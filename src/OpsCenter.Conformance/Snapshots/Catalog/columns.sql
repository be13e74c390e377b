-- Columns. Their order is a separate fact: column_order.sql.
select concat_ws(' ',
    'column ' || a.attrelid::regclass || '.' || quote_ident(a.attname) || ':',
    'type=' || format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then 'not_null' end,
    'default=' || case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
    'generated=' || case when a.attgenerated <> '' then a.attgenerated::text || ' ' || pg_get_expr(d.adbin, d.adrelid) end,
    'identity=' || nullif(a.attidentity::text, ''),
    'collation=' || case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end,
    'storage=' || a.attstorage::text,
    'compression=' || nullif(a.attcompression::text, ''), -- since 14
    'statistics=' || nullif(a.attstattarget, -1),
    'options=' || array_to_string(a.attoptions, ','),
    'inherited=' || nullif(a.attinhcount, 0),
    case when not a.attislocal then 'not_local' end,
    'acl=' || case when a.attacl is not null then (select string_agg(item::text, ',' order by item::text) from unnest(a.attacl) as item) end,
    'comment=' || quote_literal(r.description))
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_type t on t.oid = a.atttypid
left join pg_description r on (r.objoid, r.classoid, r.objsubid) = (a.attrelid, 'pg_class'::regclass, a.attnum)
left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
  and a.attnum > 0
  and not a.attisdropped
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
