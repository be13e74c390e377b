-- A schema was renamed: its new name in the record. $1: the pair, $2: the new name, $3: the old one. Definitions have the name, too, and
-- are what a restored database is searched by.
update opscenter.created_object as o
set schema_name = $2,
    definition = coalesce(
        case o.kind
            when 'index' then (
                select pg_catalog.pg_get_indexdef(i.indexrelid)
                from pg_catalog.pg_index as i
                join pg_catalog.pg_class as x on x.oid = i.indexrelid
                where i.indrelid = t.oid and x.relname = o.object_name)
            when 'constraint' then (
                select pg_catalog.pg_get_constraintdef(x.oid)
                from pg_catalog.pg_constraint as x
                where x.conrelid = t.oid and x.conname = o.object_name and x.contype <> 'n')
            when 'trigger' then (
                select pg_catalog.pg_get_triggerdef(x.oid)
                from pg_catalog.pg_trigger as x
                where x.tgrelid = t.oid and x.tgname = o.object_name)
        end,
        o.definition)
from opscenter.created_object as q
left join lateral (
    select c.oid
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace and n.nspname = $2
    where c.relname = q.table_name
) as t on true
where q.id = o.id and o.pair = $1 and o.schema_name = $3
