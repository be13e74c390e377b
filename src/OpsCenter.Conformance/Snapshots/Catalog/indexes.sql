-- Indexes, including those of constraints.
select concat_ws(' ',
    'index ' || i.indexrelid::regclass || ':',
    case when not i.indisprimary then pg_get_indexdef(i.indexrelid) end,
    case when i.indisvalid and i.indisready then 'valid' else 'invalid' end,
    case when i.indisprimary then 'primary' end,
    case when i.indisclustered then 'clustered' end,
    case when i.indisreplident then 'replica_identity' end,
    'owner=' || pg_get_userbyid(c.relowner),
    'options=' || array_to_string(c.reloptions, ','),
    -- Only expressions have a statistics target (manual, ALTER INDEX).
    'statistics=' || case when i.indexprs is not null then (
        select string_agg(a.attnum || ':' || a.attstattarget, ',' order by a.attnum)
        from pg_attribute a
        where a.attrelid = i.indexrelid and a.attstattarget >= 0) end,
    'comment=' || quote_literal(r.description))
from pg_index i
join pg_class c on c.oid = i.indexrelid
left join pg_description r on (r.objoid, r.classoid, r.objsubid) = (i.indexrelid, 'pg_class'::regclass, 0)
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
