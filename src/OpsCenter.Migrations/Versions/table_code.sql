-- Code of roles that are not trusted, which would run with the rights of this session where it reads or writes a table of such a role.
-- A table of a trusted role is its owner's affair. $1: the tables, $2: whether they are written.
with recursive trusted as materialized (
{{trusted}}
), suspect as (
    select c.oid, c.relowner, format('%I.%I', n.nspname, c.relname) as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relowner not in (select t.oid from trusted t)
        and c.oid in (
            select m.oid
            from unnest($1::bigint[]) as w (oid)
            cross join lateral (select w.oid::oid union select t.relid::oid from pg_partition_tree(w.oid::oid::regclass) t) as m (oid))
), used (suspect, type) as (
    select s.oid, a.atttypid
    from suspect s
    join pg_attribute a on a.attrelid = s.oid and a.attnum > 0 and not a.attisdropped
    union
    select u.suspect, x.type
    from used u
    join pg_type t on t.oid = u.type and t.oid >= 16384
    cross join lateral (
        select t.typelem
        union all
        select t.typbasetype
        union all
        select case t.oid when g.rngtypid then g.rngsubtype else g.rngtypid end
        from pg_range g
        where t.oid in (g.rngtypid, (to_jsonb(g) ->> 'rngmultitypid')::oid)
        union all
        select a.atttypid from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
    ) as x (type)
    where x.type <> 0
), part (suspect, title, class, oid, in_writes, expression) as (
    -- To plan a query the server executes functions in the expressions of indexes, statistics and partition keys.
    select s.oid, '', 'pg_class'::regclass::oid, i.indexrelid, false, ''
    from suspect s
    join pg_index i on i.indrelid = s.oid
    union all
    select s.oid, '', 'pg_statistic_ext'::regclass, x.oid, false, ''
    from suspect s
    join pg_statistic_ext x on x.stxrelid = s.oid
    union all
    select s.oid, 'the partition key of ', 'pg_class'::regclass, coalesce(a.relid, s.oid), false, ''
    from suspect s
    left join lateral pg_partition_ancestors(s.oid::regclass) a on true
    union all
    -- Values are read and written as text.
    select u.suspect, '', 'pg_cast'::regclass, k.oid, false, ''
    from used u
    join pg_cast k on u.type in (k.castsource, k.casttarget) and k.castfunc <> 0
    where u.type >= 16384
    union all
    select s.oid, '', 'pg_attrdef'::regclass, d.oid, true, d.adbin::text
    from suspect s
    join pg_attrdef d on d.adrelid = s.oid
    union all
    select s.oid, '', 'pg_constraint'::regclass, k.oid, true, k.conbin::text
    from suspect s
    join pg_constraint k on k.conrelid = s.oid and k.contype = 'c'
    union all
    select u.suspect, '', 'pg_constraint'::regclass, k.oid, true, k.conbin::text
    from used u
    join pg_constraint k on k.contypid = u.type and k.contype = 'c'
)
select s.name, pg_get_userbyid(s.relowner)::text, f.code, current_user::text
from suspect s
join lateral (
    select p.title || pg_describe_object(p.class, p.oid, 0)
    from part p
    where p.suspect = s.oid
        and ($2 or not p.in_writes)
        and (
            exists (
                select
                from pg_depend d
                left join pg_proc f on d.refclassid = 'pg_proc'::regclass and f.oid = d.refobjid
                left join pg_operator o on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
                left join pg_opclass c on d.refclassid = 'pg_opclass'::regclass and c.oid = d.refobjid
                left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid and d.deptype = 'n'
                    and p.class <> 'pg_class'::regclass
                    and not exists (select from pg_type e where e.typtype = 'e' and e.oid in (t.oid, t.typelem))
                where d.classid = p.class and d.objid = p.oid and d.objsubid = 0
                    and coalesce(f.proowner, o.oprowner, c.opcowner, t.typowner) not in (select r.oid from trusted r)
            )
            -- Among the functions of the server are those that execute any text or read a file. They are not recorded as what it depends on.
            or exists (
                select
                from regexp_matches(p.expression, ':(?:funcid|opfuncid) (\d+)', 'g') as m (number)
                join pg_proc f on f.oid = m.number[1]::oid
                where f.provolatile = 'v' and f.proname not in (
                    'nextval', 'random', 'clock_timestamp', 'timeofday', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'uuid_generate_v1', 'uuid_generate_v4')
                    -- These read views by name, or call casts and domains of the types that they are given.
                    or f.oid < 16384
                        and f.proname ~ '(_to_xml|^to_jsonb?$|^row_to_json|^array_to_json|^jsonb?_(populate|to_record|build|agg|object_agg)|^pg_input_)'
            )
        )
    union all
    select pg_describe_object('pg_rewrite'::regclass, r.oid, 0)
    from pg_rewrite r
    where r.ev_class = s.oid and $2
) as f (code) on true
order by 1, 3
limit 1
