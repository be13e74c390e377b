-- Code on restored tables of roles that are not trusted, which runs with the rights of this session where it reads or writes them. Owners are
-- those of the file: who restores without being a superuser owns everything here. Functions, types and operators count whoever owns them, but
-- not those of the server or of an extension.
-- $1: tables and their owners as the file lists them, $2: the trusted roles, $3: whether rows are written.
with recursive suspect as (
    select c.oid, n.nspname::text as schema_name, c.relname::text as table_name, substr(w.name, length(p.prefix) + 1) as owner
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
        -- pg_restore lists line breaks as blanks.
        select translate(format('%s %s ', n.nspname, c.relname), E'\n\r', '  ')
    ) p (prefix)
    join unnest($1::text[]) w (name) on starts_with(w.name, p.prefix)
    where c.relkind in ('r', 'p') and substr(w.name, length(p.prefix) + 1) <> all ($2::text[])
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
        select a.atttypid from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
    ) as x (type)
    where x.type <> 0
), part (suspect, title, class, oid, expression) as (
    -- To plan a query the server executes functions in the expressions of indexes, statistics and partition keys.
    select s.oid, '', 'pg_class'::regclass::oid, i.indexrelid, ''
    from suspect s
    join pg_index i on i.indrelid = s.oid
    union all
    select s.oid, '', 'pg_statistic_ext'::regclass, x.oid, ''
    from suspect s
    join pg_statistic_ext x on x.stxrelid = s.oid
    union all
    select s.oid, 'the partition key of ', 'pg_class'::regclass, coalesce(a.relid, s.oid), ''
    from suspect s
    left join lateral pg_partition_ancestors(s.oid::regclass) a on true
    union all
    select s.oid, '', 'pg_attrdef'::regclass, d.oid, d.adbin::text
    from suspect s
    join pg_attribute a on a.attrelid = s.oid and a.attgenerated <> ''
    join pg_attrdef d on d.adrelid = s.oid and d.adnum = a.attnum
    where $3
    union all
    select s.oid, '', 'pg_constraint'::regclass, k.oid, k.conbin::text
    from suspect s
    join pg_constraint k on k.conrelid = s.oid and k.contype = 'c'
    where $3
    union all
    select u.suspect, '', 'pg_constraint'::regclass, k.oid, k.conbin::text
    from used u
    join pg_constraint k on k.contypid = u.type and k.contype = 'c'
    where $3
    union all
    select s.oid, '', 'pg_trigger'::regclass, t.oid, ''
    from suspect s
    join pg_trigger t on t.tgrelid = s.oid and not t.tgisinternal and t.tgenabled <> 'D'
    where $3
)
select s.schema_name, s.table_name, s.owner, format('%I.%I', s.schema_name, s.table_name), f.code, current_user::text
from suspect s
join lateral (
    select p.title || pg_describe_object(p.class, p.oid, 0)
    from part p
    where p.suspect = s.oid
        and (
            exists (
                select
                from pg_depend d
                left join pg_proc f on d.refclassid = 'pg_proc'::regclass and f.oid = d.refobjid
                left join pg_operator o on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
                left join pg_opclass c on d.refclassid = 'pg_opclass'::regclass and c.oid = d.refobjid
                left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid and t.typtype = 'd' and d.deptype = 'n'
                join pg_roles r on r.oid = coalesce(f.proowner, o.oprowner, c.opcowner, t.typowner)
                where d.classid = p.class and d.objid = p.oid and d.objsubid = 0 and d.refobjid >= 16384
                    -- Who owns an extension can make any function a member of it.
                    and not (
                        r.rolsuper
                        and exists (
                            select
                            from pg_depend e
                            where e.classid = d.refclassid and e.objid = d.refobjid and e.deptype = 'e'))
            )
            -- Among the functions of the server are those that execute any text or read a file. They are not recorded as what it depends on.
            or exists (
                select
                from regexp_matches(p.expression, ':(?:funcid|opfuncid) (\d+)', 'g') as m (number)
                join pg_proc f on f.oid = m.number[1]::oid
                where f.provolatile = 'v' and f.oid < 16384
                    and f.proname not in ('nextval', 'random', 'clock_timestamp', 'timeofday', 'gen_random_uuid', 'uuidv4', 'uuidv7')
            )
        )
    order by 1
    limit 1
) as f (code) on true
order by 1, 2
