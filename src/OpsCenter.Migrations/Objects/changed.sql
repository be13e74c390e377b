-- Which objects may have another definition than when an earlier image was taken. $1 is the oldest transaction that was open then: a row
-- of a catalog that is older has not changed. A definition names other objects, so all that depend on a changed one are read again.
-- A row for each set of numbers: relations, functions, types; 'lists' if a catalog has changed that is always read whole; 'all' if something
-- has changed that may be in any definition.
with recursive bound as materialized (
    select age($1::text::xid8::xid) as age
), changed as materialized (
    select 'pg_class'::regclass::oid as class, c.oid, c.relnamespace as space
    from pg_class c where c.oid >= 16384 and age(c.xmin) <= (select b.age from bound b)
    union all
    select 'pg_class'::regclass, a.attrelid, 0 from pg_attribute a where a.attrelid >= 16384 and age(a.xmin) <= (select b.age from bound b)
    union all
    select 'pg_class'::regclass, a.adrelid, 0 from pg_attrdef a where age(a.xmin) <= (select b.age from bound b)
    union all
    select 'pg_class'::regclass, i.indexrelid, 0 from pg_index i where i.indexrelid >= 16384 and age(i.xmin) <= (select b.age from bound b)
    union all
    select 'pg_class'::regclass, i.inhrelid, 0 from pg_inherits i where age(i.xmin) <= (select b.age from bound b)
    union all
    select 'pg_class'::regclass, q.seqrelid, 0 from pg_sequence q where age(q.xmin) <= (select b.age from bound b)
    union all
    select 'pg_class'::regclass, d.objoid, 0
    from pg_description d
    where d.objoid >= 16384 and d.classoid = 'pg_class'::regclass and age(d.xmin) <= (select b.age from bound b)
    union all
    select 'pg_constraint'::regclass, k.oid, 0 from pg_constraint k where k.oid >= 16384 and age(k.xmin) <= (select b.age from bound b)
    union all
    select 'pg_trigger'::regclass, t.oid, 0 from pg_trigger t where age(t.xmin) <= (select b.age from bound b)
    union all
    select 'pg_policy'::regclass, p.oid, 0 from pg_policy p where age(p.xmin) <= (select b.age from bound b)
    union all
    select 'pg_rewrite'::regclass, w.oid, 0 from pg_rewrite w where w.oid >= 16384 and age(w.xmin) <= (select b.age from bound b)
    union all
    select 'pg_statistic_ext'::regclass, x.oid, 0 from pg_statistic_ext x where age(x.xmin) <= (select b.age from bound b)
    union all
    select 'pg_proc'::regclass, f.oid, f.pronamespace from pg_proc f where f.oid >= 16384 and age(f.xmin) <= (select b.age from bound b)
    union all
    select 'pg_type'::regclass, t.oid, t.typnamespace from pg_type t where t.oid >= 16384 and age(t.xmin) <= (select b.age from bound b)
    union all
    select 'pg_type'::regclass, e.enumtypid, 0 from pg_enum e where age(e.xmin) <= (select b.age from bound b)
    union all
    select 'pg_operator'::regclass, o.oid, o.oprnamespace from pg_operator o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_opclass'::regclass, o.oid, 0 from pg_opclass o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_collation'::regclass, o.oid, 0 from pg_collation o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_language'::regclass, l.oid, 0 from pg_language l where age(l.xmin) <= (select b.age from bound b)
    union all
    select 'pg_opfamily'::regclass, o.oid, 0 from pg_opfamily o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_cast'::regclass, o.oid, 0 from pg_cast o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_conversion'::regclass, o.oid, 0 from pg_conversion o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_foreign_data_wrapper'::regclass, o.oid, 0 from pg_foreign_data_wrapper o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_foreign_server'::regclass, o.oid, 0 from pg_foreign_server o where o.oid >= 16384 and age(o.xmin) <= (select b.age from bound b)
    union all
    select 'pg_ts_config'::regclass, t.oid, 0 from pg_ts_config t where t.oid >= 16384 and age(t.xmin) <= (select b.age from bound b)
    union all
    select 'pg_ts_dict'::regclass, t.oid, 0 from pg_ts_dict t where t.oid >= 16384 and age(t.xmin) <= (select b.age from bound b)
), reached (class, oid) as (
    select c.class, c.oid from changed c
    union
    select d.classid, d.objid
    from reached r
    -- Looked up one by one: most often there are few, and always less than dependencies.
    cross join lateral (select p.classid, p.objid from pg_depend p where p.refclassid = r.class and p.refobjid = r.oid offset 0) d
), relations as materialized (
    select r.oid from reached r where r.class = 'pg_class'::regclass
    union
    select v.oid
    from reached r
    join pg_constraint k on k.oid = r.oid
    cross join lateral (values (k.conrelid), (k.conindid)) as v (oid)
    where r.class = 'pg_constraint'::regclass
    union
    select t.tgrelid from reached r join pg_trigger t on t.oid = r.oid where r.class = 'pg_trigger'::regclass
    union
    select p.polrelid from reached r join pg_policy p on p.oid = r.oid where r.class = 'pg_policy'::regclass
    union
    select w.ev_class from reached r join pg_rewrite w on w.oid = r.oid where r.class = 'pg_rewrite'::regclass
    union
    select a.adrelid from reached r join pg_attrdef a on a.oid = r.oid where r.class = 'pg_attrdef'::regclass
    union
    select x.stxrelid from reached r join pg_statistic_ext x on x.oid = r.oid where r.class = 'pg_statistic_ext'::regclass
)
-- The constraint of a changed index is read with the table of the index.
select 'relations', array_agg(v.oid::bigint)
from (
    select r.oid from relations r where r.oid <> 0
    union
    select i.indrelid from relations r join pg_index i on i.indexrelid = r.oid) v
union all
select 'functions', array_agg(r.oid::bigint) from reached r where r.class = 'pg_proc'::regclass
union all
select 'types', array_agg(v.oid::bigint)
from (
    -- The types of the rows of tables, and of arrays, are no objects.
    select t.oid
    from reached r
    join pg_type t on t.oid = r.oid
    where r.class = 'pg_type'::regclass and t.typtype in ('e', 'd', 'r')
    union
    select c.reltype from relations r join pg_class c on c.oid = r.oid where c.relkind = 'c'
    union
    select t.oid
    from reached r
    join pg_type t on t.oid = r.oid
    join pg_class c on c.oid = t.typrelid
    where r.class = 'pg_type'::regclass and c.relkind = 'c'
    union
    select k.contypid from reached r join pg_constraint k on k.oid = r.oid where r.class = 'pg_constraint'::regclass and k.contypid <> 0) v
union all
select 'lists', null
where exists (select from pg_namespace n where age(n.xmin) <= (select b.age from bound b))
    or exists (select from pg_extension x where age(x.xmin) <= (select b.age from bound b))
    or exists (select from pg_publication p where age(p.xmin) <= (select b.age from bound b))
    or exists (select from pg_event_trigger t where age(t.xmin) <= (select b.age from bound b))
    -- What names a function or a type of another name now is reached from it.
    or exists (
        select from reached r
        where r.class in ('pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_collation'::regclass, 'pg_cast'::regclass,
            'pg_conversion'::regclass, 'pg_language'::regclass, 'pg_ts_dict'::regclass, 'pg_ts_config'::regclass,
            'pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass, 'pg_user_mapping'::regclass))
union all
-- In pg_catalog, a new object can make the name of another one ambiguous.
select 'all', null
where exists (select from changed c where c.space = 'pg_catalog'::regnamespace)
