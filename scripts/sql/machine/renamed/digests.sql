-- Schemas were renamed: their new names in the digests of a pair. $1: the pair, $2: the new name of its schema, $3: the old one. Names may
-- have been exchanged, so what moves is taken out first; what would meet another row of its key stays as it is.
with placed as (
    select d.journal_id, d.kind, d.schema_name, d.object_name, coalesce(n.nspname, case d.schema_name when $3 then $2 else d.schema_name end) as now_in
    from opscenter.digest as d
    join opscenter.journal as j on j.id = d.journal_id and j.pair = $1
    left join pg_catalog.pg_class as c on c.oid = (d.detail ->> 'Oid')::pg_catalog.oid and c.relname = d.object_name
    left join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
),
moving as (
    select p.*, pg_catalog.count(*) over (partition by p.journal_id, p.kind, p.now_in, p.object_name) as rows_of_key
    from placed as p
),
moved as (
    delete from opscenter.digest as d
    using moving as m
    where (d.journal_id, d.kind, d.schema_name, d.object_name) = (m.journal_id, m.kind, m.schema_name, m.object_name)
        and m.now_in <> m.schema_name
        and m.rows_of_key = 1
    returning d.*, m.now_in
),
taken as (
    -- All of them, before the first one is written.
    select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(m)) as digests
    from moved as m
)
insert into opscenter.digest (journal_id, kind, schema_name, object_name, algorithm, taken_at, row_count, content, detail)
select r.journal_id, r.kind, r.now_in, r.object_name, r.algorithm, r.taken_at, r.row_count, r.content,
    r.detail || case when r.detail ? 'Schema' then pg_catalog.jsonb_build_object('Schema', r.now_in) else '{}' end
from taken as t
cross join lateral pg_catalog.jsonb_to_recordset(t.digests) as r (
    journal_id bigint, kind text, now_in text, object_name text, algorithm text, taken_at pg_catalog.timestamptz, row_count bigint, content text,
    detail pg_catalog.jsonb)
