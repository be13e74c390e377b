-- The types of the columns, with their element and base types, as JSON objects for TypeShape.
with recursive used as (
    select a.atttypid as oid
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
      and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and n.nspname <> all ($1)
    union
    select part.oid
    from used u
    join pg_type t on t.oid = u.oid
    left join pg_range r on r.rngtypid = t.oid or (to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid
    cross join lateral (values (t.typelem), (t.typbasetype), (r.rngsubtype)) as part (oid)
    where part.oid <> 0
)
select jsonb_build_object(
    'oid', t.oid::bigint,
    'name', t.typname,
    'kind', t.typtype::text,
    'element', case when t.typcategory = 'A' then t.typelem::bigint else 0 end,
    'baseType', t.typbasetype::bigint,
    'baseModifier', t.typtypmod,
    'rangeOf', coalesce((
        select r.rngsubtype::bigint
        from pg_range r
        where r.rngtypid = t.oid or (to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid), 0),
    'labels', coalesce((
        select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '[]'),
    'checks', coalesce((
        select jsonb_agg(pg_get_constraintdef(k.oid) order by k.conname) from pg_constraint k where k.contypid = t.oid), '[]'))
from used u
join pg_type t on t.oid = u.oid
order by t.oid
