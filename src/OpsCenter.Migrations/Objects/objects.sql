-- Every object that users made, one row each, with what it is made of as text. Only pg_catalog is searched while it runs, so
-- that every name is qualified. Objects that follow from another one are left out: a table's row type, the index of a
-- constraint, the sequence of an identity column, the members of an extension. In the place of {{relation}}, {{function}} and {{type}}
-- is nothing, or a condition that leaves only those that are named; {{list}} stands where all are read if one is.
with spaces as (
    select n.oid, n.nspname
    from pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not n.nspname = any ($1)
), extended as (
    select d.classid, d.objid from pg_depend d where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
), relations as (
    select c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, c.relpersistence,
        c.reltablespace, s.nspname, format('%I.%I', s.nspname, c.relname) as identity
    from pg_class c
    join spaces s on s.oid = c.relnamespace
    where not exists (select from extended e where e.classid = 'pg_class'::regclass and e.objid = c.oid) {{relation}}
)
select 'schema', format('%I', s.nspname), 'pg_namespace'::regclass::oid::bigint, s.oid::bigint, 0, null::text,
    format('owner %s, rights %s', pg_get_userbyid(n.nspowner), n.nspacl), 0::bigint, false
from spaces s
join pg_namespace n on n.oid = s.oid
where not exists (select from extended e where e.classid = 'pg_namespace'::regclass and e.objid = s.oid) {{list}}
union all
select case r.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end,
    r.identity, 'pg_class'::regclass::oid::bigint, r.oid::bigint, 0, null,
    format('owner %s, rights %s, options %s, row security %s %s, persistence %s, tablespace %s, inherits %s, %s',
        pg_get_userbyid(r.relowner), r.relacl, r.reloptions, r.relrowsecurity, r.relforcerowsecurity, r.relpersistence, r.reltablespace,
        (select array_agg(i.inhparent::regclass order by i.inhseqno) from pg_inherits i where i.inhrelid = r.oid),
        case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end),
    coalesce(pg_relation_filenode(r.oid), 0)::bigint, coalesce(pg_relation_size(r.oid), 0) > 0
from relations r
where r.relkind in ('r', 'p', 'v', 'm', 'f')
union all
-- Of the members of extensions only the tables: their rows may be a user's.
select 'extension table', format('%I.%I', s.nspname, c.relname), 'pg_class'::regclass::oid::bigint, c.oid::bigint, 0, null, '',
    coalesce(pg_relation_filenode(c.oid), 0)::bigint, coalesce(pg_relation_size(c.oid), 0) > 0
from pg_class c
join spaces s on s.oid = c.relnamespace
where c.relkind = 'r' and exists (select from extended e where e.classid = 'pg_class'::regclass and e.objid = c.oid) {{relation}}
union all
select 'column', format('%s.%I', r.identity, a.attname), 'pg_class'::regclass::oid::bigint, r.oid::bigint, a.attnum, r.identity,
    format('%s %s %s %s default %s generated %s collation %s rights %s storage %s', format_type(a.atttypid, a.atttypmod), a.attnotnull,
        a.attidentity, a.attgenerated <> '', pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attcollation::bigint, a.attacl, a.attstorage),
    0, false
from relations r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where r.relkind in ('r', 'p', 'f')
union all
select 'sequence', r.identity, 'pg_class'::regclass::oid::bigint, r.oid::bigint, 0, null,
    format('owner %s, rights %s, %s', pg_get_userbyid(r.relowner), r.relacl,
        (select format('%s %s %s %s %s %s', q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcycle)
            from pg_sequence q where q.seqrelid = r.oid)),
    0, false
from relations r
where r.relkind = 'S'
    and not exists (
        select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i')
union all
select 'index', r.identity, 'pg_class'::regclass::oid::bigint, r.oid::bigint, 0, i.indrelid::regclass::text,
    format('%s valid %s', pg_get_indexdef(r.oid), i.indisvalid), 0, false
from relations r
join pg_index i on i.indexrelid = r.oid
where r.relkind in ('i', 'I')
    and not exists (select from pg_constraint k where k.conrelid = i.indrelid and k.conindid = r.oid and k.contype in ('p', 'u', 'x'))
union all
select 'constraint', format('%I on %s', k.conname, r.identity), 'pg_constraint'::regclass::oid::bigint, k.oid::bigint, 0, r.identity,
    format('%s validated %s', pg_get_constraintdef(k.oid), k.convalidated), 0, false
from pg_constraint k
join relations r on r.oid = k.conrelid
where k.contype <> 'n'
union all
select 'trigger', format('%I on %s', t.tgname, r.identity), 'pg_trigger'::regclass::oid::bigint, t.oid::bigint, 0, r.identity,
    format('%s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled), 0, false
from pg_trigger t
join relations r on r.oid = t.tgrelid
where not t.tgisinternal
union all
select 'policy', format('%I on %s', p.polname, r.identity), 'pg_policy'::regclass::oid::bigint, p.oid::bigint, 0, r.identity,
    format('%s %s %s %s %s', p.polcmd, p.polpermissive, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid),
        pg_get_expr(p.polwithcheck, p.polrelid)), 0, false
from pg_policy p
join relations r on r.oid = p.polrelid
union all
select 'rule', format('%I on %s', w.rulename, r.identity), 'pg_rewrite'::regclass::oid::bigint, w.oid::bigint, 0, r.identity,
    pg_get_ruledef(w.oid), 0, false
from pg_rewrite w
join relations r on r.oid = w.ev_class
where w.rulename <> '_RETURN'
union all
select case f.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
    format('%I.%I(%s)', s.nspname, f.proname, pg_get_function_identity_arguments(f.oid)), 'pg_proc'::regclass::oid::bigint, f.oid::bigint, 0, null,
    format('owner %s, rights %s, %s', pg_get_userbyid(f.proowner), f.proacl,
        case when f.prokind <> 'a' then pg_get_functiondef(f.oid) else format('%s %s', f.prorettype::regtype, f.prosrc) end), 0, false
from pg_proc f
join spaces s on s.oid = f.pronamespace
where not exists (select from extended e where e.classid = 'pg_proc'::regclass and e.objid = f.oid)
    -- The constructors of a range type go with it.
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'i') {{function}}
union all
select case t.typtype when 'd' then 'domain' else 'type' end, format('%I.%I', s.nspname, t.typname), 'pg_type'::regclass::oid::bigint,
    t.oid::bigint, 0, null,
    format('owner %s, rights %s, %s %s %s %s', pg_get_userbyid(t.typowner), t.typacl, t.typtype, format_type(t.typbasetype, t.typtypmod),
        (select array_agg(v.enumlabel order by v.enumsortorder) from pg_enum v where v.enumtypid = t.oid),
        (select array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) order by a.attnum)
            from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)),
    (select count(*) from pg_attribute a where a.attrelid = t.typrelid and a.attisdropped), false
from pg_type t
join spaces s on s.oid = t.typnamespace
left join pg_class c on c.oid = t.typrelid
where t.typtype in ('e', 'd', 'r', 'c')
    and coalesce(c.relkind, 'c') = 'c'
    and not exists (select from extended e where e.classid = 'pg_type'::regclass and e.objid = t.oid) {{type}}
union all
select 'constraint', format('%I on %I.%I', k.conname, s.nspname, t.typname), 'pg_constraint'::regclass::oid::bigint, k.oid::bigint, 0, null,
    format('%s validated %s', pg_get_constraintdef(k.oid), k.convalidated), 0, false
from pg_constraint k
join pg_type t on t.oid = k.contypid
join spaces s on s.oid = t.typnamespace
where k.contype <> 'n' {{type}}
union all
select 'extension', format('%I', x.extname), 'pg_extension'::regclass::oid::bigint, x.oid::bigint, 0, null, x.extversion, 0, false
from pg_extension x {{list}}
union all
select 'statistics', format('%I.%I', s.nspname, x.stxname), 'pg_statistic_ext'::regclass::oid::bigint, x.oid::bigint, 0, x.stxrelid::regclass::text,
    pg_get_statisticsobjdef(x.oid), 0, false
from pg_statistic_ext x
join spaces s on s.oid = x.stxnamespace
join pg_class c on c.oid = x.stxrelid {{relation}}
union all
select 'publication', format('%I', p.pubname), 'pg_publication'::regclass::oid::bigint, p.oid::bigint, 0, null,
    format('%s %s %s %s %s', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete,
        (select array_agg(m.prrelid::regclass order by m.prrelid::regclass::text) from pg_publication_rel m where m.prpubid = p.oid)), 0, false
from pg_publication p {{list}}
union all
select 'event trigger', format('%I', t.evtname), 'pg_event_trigger'::regclass::oid::bigint, t.oid::bigint, 0, null,
    format('%s %s %s', t.evtevent, t.evtfoid::regproc, t.evtenabled), 0, false
from pg_event_trigger t {{list}}
union all
-- Kinds that are rare: pg_identify_object() has the words that DROP takes.
select i.type, i.identity, v.class::bigint, v.oid::bigint, 0, null, v.definition, 0, false
from (
    select 'pg_collation'::regclass::oid as class, o.oid, format('owner %s, %s %s %s %s %s', pg_get_userbyid(o.collowner), o.collprovider,
        o.collisdeterministic, o.collcollate, o.collctype, coalesce(to_jsonb(o) ->> 'colllocale', to_jsonb(o) ->> 'colliculocale')) as definition
    from pg_collation o
    union all
    select 'pg_operator'::regclass, o.oid, format('owner %s, %s %s %s %s', pg_get_userbyid(o.oprowner), o.oprcode, o.oprresult::regtype,
        o.oprcanhash, o.oprcanmerge)
    from pg_operator o
    union all
    select 'pg_opfamily'::regclass, o.oid, format('owner %s', pg_get_userbyid(o.opfowner)) from pg_opfamily o
    union all
    select 'pg_opclass'::regclass, o.oid, format('owner %s, %s %s', pg_get_userbyid(o.opcowner), o.opcintype::regtype, o.opcdefault)
    from pg_opclass o
    union all
    select 'pg_cast'::regclass, o.oid, format('%s %s %s', o.castfunc::regprocedure, o.castcontext, o.castmethod) from pg_cast o
    union all
    select 'pg_conversion'::regclass, o.oid, format('owner %s, %s %s', pg_get_userbyid(o.conowner), o.conproc, o.condefault) from pg_conversion o
    union all
    select 'pg_language'::regclass, o.oid, format('owner %s, rights %s, %s %s', pg_get_userbyid(o.lanowner), o.lanacl, o.lanpltrusted,
        o.lanplcallfoid::regproc)
    from pg_language o
    union all
    select 'pg_ts_dict'::regclass, o.oid, format('owner %s, %s', pg_get_userbyid(o.dictowner), o.dictinitoption) from pg_ts_dict o
    union all
    select 'pg_ts_config'::regclass, o.oid, format('owner %s, %s', pg_get_userbyid(o.cfgowner), (
        select array_agg(format('%s %s', m.maptokentype, m.mapdict::regdictionary) order by m.maptokentype, m.mapseqno)
        from pg_ts_config_map m where m.mapcfg = o.oid))
    from pg_ts_config o
    where o.oid >= 16384
    union all
    select 'pg_foreign_data_wrapper'::regclass, o.oid, format('owner %s, rights %s, %s %s', pg_get_userbyid(o.fdwowner), o.fdwacl,
        o.fdwhandler::regproc, o.fdwoptions)
    from pg_foreign_data_wrapper o
    union all
    select 'pg_foreign_server'::regclass, o.oid, format('owner %s, rights %s, %s %s', pg_get_userbyid(o.srvowner), o.srvacl, o.srvversion, o.srvoptions)
    from pg_foreign_server o
    union all
    select 'pg_user_mapping'::regclass, o.umid, '' from pg_user_mappings o) v
cross join lateral pg_identify_object(v.class, v.oid, 0) i
where v.oid >= 16384
    and coalesce(i.schema, '') <> all ($1)
    and not exists (select from extended e where e.classid = v.class and e.objid = v.oid)
    and not exists (select from pg_depend d where d.classid = v.class and d.objid = v.oid and d.deptype = 'i') {{list}}
union all
select 'comment', pg_describe_object(d.classoid, d.objoid, d.objsubid), 'pg_description'::regclass::oid::bigint,
    d.objoid::bigint, d.objsubid, null, d.description, 0, false
from pg_description d
join relations r on r.oid = d.objoid
where d.classoid = 'pg_class'::regclass
