-- The table that a script names, and the column that divides its rows. $1: the name as the script has it, $2: the column, $3: the
-- schemas of the search_path that the script has.
select format('%I.%I', n.nspname, c.relname), c.relkind::text,
    array(
        with recursive tree as (
            select c.oid
            union
            select i.inhrelid from tree p join pg_inherits i on i.inhparent = p.oid)
        select t.oid::bigint from tree t where t.oid <> c.oid),
    (
        with recursive tree as (
            select c.oid
            union
            select i.inhrelid from tree p join pg_inherits i on i.inhparent = p.oid)
        select coalesce(sum(greatest(r.reltuples, 0)), 0)::bigint
        from tree t
        join pg_class r on r.oid = t.oid and r.relkind = 'r'),
    case when y.typnamespace = 'pg_catalog'::regnamespace then y.typname::text end,
    format_type(a.atttypid, a.atttypmod),
    coalesce(a.attnotnull, false),
    exists (
        select
        from pg_index i
        join pg_class x on x.oid = i.indexrelid
        join pg_am m on m.oid = x.relam and m.amname = 'btree'
        where i.indrelid = c.oid and i.indisvalid and i.indpred is null and i.indkey[0] = a.attnum),
    c.oid::bigint
from unnest($3::text[]) with ordinality as p (schema_name, place)
cross join lateral (select parse_ident($1) as parts) q
join pg_namespace n on n.nspname = case when cardinality(q.parts) > 1 then q.parts[cardinality(q.parts) - 1] else p.schema_name end
join pg_class c on c.relnamespace = n.oid and c.relname = q.parts[cardinality(q.parts)]
left join pg_attribute a on a.attrelid = c.oid and a.attname = $2 and a.attnum > 0 and not a.attisdropped
left join pg_type y on y.oid = a.atttypid
order by p.place
limit 1
