-- Domains, enums and ranges, and row types that have privileges or a comment.
select concat_ws(' ',
    'type ' || t.oid::regtype || ':',
    'kind=' || t.typtype::text,
    'owner=' || pg_get_userbyid(t.typowner),
    'acl=' || case when t.typacl is not null and not (t.typacl @> acldefault('T', t.typowner) and acldefault('T', t.typowner) @> t.typacl)
        then coalesce((select string_agg(item::text, ',' order by item::text) from unnest(t.typacl) as item), 'none') end,
    'base=' || case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end,
    case when t.typnotnull then 'not_null' end,
    'default=' || t.typdefault,
    'range_of=' || (select r.rngsubtype::regtype::text from pg_range r where r.rngtypid = t.oid),
    'comment=' || quote_literal(d.description))
from pg_type t
left join pg_description d on (d.objoid, d.classoid, d.objsubid) = (t.oid, 'pg_type'::regclass, 0)
where t.typnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and t.typelem = 0
  and t.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
  and t.typrelid <> all ((select current_setting('conformance.members')::oid[])::oid[])
  -- Sequences had row types until 13.
  and not exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'S')
union all
-- Enum labels one by one: a new label does not change the others.
select 'type ' || e.enumtypid::regtype || ' label ' || quote_literal(e.enumlabel) || ': place=' || e.enumsortorder
from pg_enum e
join pg_type t on t.oid = e.enumtypid
where t.typnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and t.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
