-- The numbers of all that is in the catalogs of objects.sql, those of a catalog as one row: what is missing here is gone. Columns go with
-- their relation or are changed rows; what came with the server is always there.
select 'pg_namespace'::regclass::oid::bigint, array_agg(n.oid::bigint), null::integer[] from pg_namespace n
union all
select 'pg_class'::regclass::oid::bigint, array_agg(c.oid::bigint), null from pg_class c where c.oid >= 16384
union all
select 'pg_constraint'::regclass::oid::bigint, array_agg(k.oid::bigint), null from pg_constraint k where k.oid >= 16384
union all
select 'pg_trigger'::regclass::oid::bigint, array_agg(t.oid::bigint), null from pg_trigger t where not t.tgisinternal
union all
select 'pg_policy'::regclass::oid::bigint, array_agg(p.oid::bigint), null from pg_policy p
union all
select 'pg_rewrite'::regclass::oid::bigint, array_agg(w.oid::bigint), null from pg_rewrite w where w.oid >= 16384
union all
select 'pg_proc'::regclass::oid::bigint, array_agg(f.oid::bigint), null from pg_proc f where f.oid >= 16384
union all
select 'pg_type'::regclass::oid::bigint, array_agg(t.oid::bigint), null from pg_type t where t.oid >= 16384
union all
select 'pg_extension'::regclass::oid::bigint, array_agg(x.oid::bigint), null from pg_extension x
union all
select 'pg_statistic_ext'::regclass::oid::bigint, array_agg(x.oid::bigint), null from pg_statistic_ext x
union all
select 'pg_publication'::regclass::oid::bigint, array_agg(p.oid::bigint), null from pg_publication p
union all
select 'pg_event_trigger'::regclass::oid::bigint, array_agg(t.oid::bigint), null from pg_event_trigger t
union all
select 'pg_collation'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_collation o where o.oid >= 16384
union all
select 'pg_operator'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_operator o where o.oid >= 16384
union all
select 'pg_opfamily'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_opfamily o where o.oid >= 16384
union all
select 'pg_opclass'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_opclass o where o.oid >= 16384
union all
select 'pg_cast'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_cast o where o.oid >= 16384
union all
select 'pg_conversion'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_conversion o where o.oid >= 16384
union all
select 'pg_language'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_language o where o.oid >= 16384
union all
select 'pg_ts_dict'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_ts_dict o where o.oid >= 16384
union all
select 'pg_ts_config'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_ts_config o where o.oid >= 16384
union all
select 'pg_foreign_data_wrapper'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_foreign_data_wrapper o where o.oid >= 16384
union all
select 'pg_foreign_server'::regclass::oid::bigint, array_agg(o.oid::bigint), null from pg_foreign_server o where o.oid >= 16384
union all
select 'pg_user_mapping'::regclass::oid::bigint, array_agg(o.umid::bigint), null from pg_user_mappings o
union all
select 'pg_description'::regclass::oid::bigint, array_agg(d.objoid::bigint), array_agg(d.objsubid)
from pg_description d
where d.objoid >= 16384 and d.classoid = 'pg_class'::regclass
