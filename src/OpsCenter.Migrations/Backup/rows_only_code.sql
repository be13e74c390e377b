-- Code of roles that are not trusted on tables that are emptied and filled again as they are: triggers, and what defaults, checks, generated
-- columns, indexes and columns' types call. $1: the tables, $2: the trusted roles.
with recursive used (relation, type) as (
    select a.attrelid, a.atttypid
    from pg_attribute a
    where a.attrelid = any ($1::oid[]) and a.attnum > 0 and not a.attisdropped
    union
    select u.relation, x.type
    from used u
    join pg_type t on t.oid = u.type and t.oid >= 16384
    cross join lateral (
        select t.typelem
        union all
        select t.typbasetype
        union all
        select g.rngsubtype from pg_range g where t.oid = g.rngtypid
        union all
        select a.atttypid from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
    ) as x (type)
    where x.type <> 0
), part (relation, class, oid) as (
    select t.tgrelid, 'pg_trigger'::regclass::oid, t.oid from pg_trigger t where t.tgrelid = any ($1::oid[]) and not t.tgisinternal
    union all
    select d.adrelid, 'pg_attrdef'::regclass, d.oid from pg_attrdef d where d.adrelid = any ($1::oid[])
    union all
    select k.conrelid, 'pg_constraint'::regclass, k.oid from pg_constraint k where k.conrelid = any ($1::oid[])
    union all
    select i.indrelid, 'pg_class'::regclass, i.indexrelid from pg_index i where i.indrelid = any ($1::oid[])
)
select format('%I.%I', n.nspname, c.relname), pg_get_userbyid(f.owner)::text, f.code, current_user::text
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join lateral (
    select x.code, x.owner
    from (
        select 'what its owner hung on it', c.relowner
        union all
        select format('type %s', format_type(t.oid, null)), t.typowner
        from used u
        join pg_type t on t.oid = u.type
        where u.relation = c.oid
        union all
        select pg_describe_object(p.class, p.oid, 0), coalesce(f.proowner, o.oprowner, t.typowner)
        from part p
        join pg_depend d on d.classid = p.class and d.objid = p.oid
        left join pg_proc f on d.refclassid = 'pg_proc'::regclass and f.oid = d.refobjid
        left join pg_operator o on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
        left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
        where p.relation = c.oid and coalesce(f.oid, o.oid, t.oid) is not null
    ) as x (code, owner)
    where x.owner <> all ($2::oid[])
    order by 1
    limit 1
) as f on true
where c.oid = any ($1::oid[])
order by 1
