-- Expressions on restored tables of roles that are not trusted, which could do anything with the rights of this session when rows are
-- written. Asked when no type, function or view of such a role is there, so that functions without side effects are harmless.
-- A table counts as trusted only if the file lists it under a trusted owner and under no other: who restores without being a superuser
-- owns everything here. $1: tables and their owners as the file lists them, $2: the trusted roles, $3: whether tables count that the
-- file does not list.
with suspect as (
    select c.oid, format('%I.%I', n.nspname, c.relname) as name, coalesce(l.other, 'an unknown role') as owner
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
        -- pg_restore lists line breaks as blanks.
        select translate(format('%s %s ', n.nspname, c.relname), E'\n\r', '  ')
    ) p (prefix)
    cross join lateral (
        select
            bool_or(substr(w.name, length(p.prefix) + 1) = any ($2::text[])),
            min(substr(w.name, length(p.prefix) + 1)) filter (where substr(w.name, length(p.prefix) + 1) <> all ($2::text[]))
        from unnest($1::text[]) w (name)
        where starts_with(w.name, p.prefix)
    ) l (trusted, other)
    where c.relkind in ('r', 'p', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and (l.trusted is not null or $3)
        and (l.trusted is not true or l.other is not null)
), part (suspect, title, class, oid, expression) as (
    select s.oid, 'the partition key of ', 'pg_class'::regclass::oid, coalesce(a.relid, s.oid), p.partexprs::text
    from suspect s
    left join lateral pg_partition_ancestors(s.oid::regclass) a on true
    left join pg_partitioned_table p on p.partrelid = coalesce(a.relid, s.oid)
    union all
    select s.oid, '', 'pg_attrdef'::regclass, d.oid, d.adbin::text
    from suspect s
    join pg_attribute a on a.attrelid = s.oid and a.attgenerated <> ''
    join pg_attrdef d on d.adrelid = s.oid and d.adnum = a.attnum
    union all
    select s.oid, '', 'pg_constraint'::regclass, k.oid, k.conbin::text
    from suspect s
    join pg_constraint k on k.conrelid = s.oid and k.contype = 'c'
)
select s.name, s.owner, f.code, current_user::text
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
                join pg_roles r on r.oid = coalesce(f.proowner, o.oprowner)
                where d.classid = p.class and d.objid = p.oid and d.objsubid = 0 and d.refobjid >= 16384
                    -- Who owns an extension can make any function a member of it.
                    and not (
                        r.rolsuper
                        and exists (
                            select
                            from pg_depend e
                            where e.classid = d.refclassid and e.objid = d.refobjid and e.deptype = 'e'))
            )
            -- Those of the server that execute any text or read a file are not recorded as what it depends on.
            or exists (
                select
                from regexp_matches(p.expression, ':(?:funcid|opfuncid) (\d+)', 'g') as m (number)
                join pg_proc f on f.oid = m.number[1]::oid
                where f.provolatile = 'v' and f.proname not in (
                    'nextval', 'random', 'clock_timestamp', 'timeofday', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'uuid_generate_v1', 'uuid_generate_v4')
                    or f.proname ~ '_to_xml'
            )
        )
    order by 1
    limit 1
) as f (code) on true
order by 1
