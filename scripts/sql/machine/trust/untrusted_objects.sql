-- What bears a name of our metadata and is not to be used: it belongs to a role that is not trusted, or it is not a plain table with
-- nothing but ours on it. A table's owner, a column's default or type, an index's predicate: each runs code in whoever uses it.
-- $1: the trusted roles.
with metadata as (
    select
        c.oid,
        c.relkind,
        c.relpersistence,
        c.relowner,
        c.relnamespace,
        c.relacl,
        c.relrowsecurity or c.relforcerowsecurity as has_row_security,
        n.nspname = 'opscenter_archive' as is_archive,
        pg_catalog.format('%I.%I', n.nspname, c.relname) as title
    from pg_catalog.pg_namespace as n
    join pg_catalog.pg_class as c on c.relnamespace = n.oid
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and (
            n.nspname = 'opscenter_archive'
            or n.nspname = 'opscenter' and c.relname in (
                'pair', 'migration', 'created_object', 'archive', 'journal', 'digest', 'known_whole')
            or n.nspname = 'opscenter' and pg_catalog.left(c.relname, 8) = 'capture_'
        )
),
faults as (
    select pg_catalog.format('schema %I', n.nspname) as title, n.nspowner as owner, 0 as place, 'its owner is not trusted' as fault
    from pg_catalog.pg_namespace as n
    where n.nspname in ('opscenter', 'opscenter_archive') and n.nspowner <> all ($1::pg_catalog.oid[])
    union all
    select m.title, m.relowner, f.place, f.fault
    from metadata as m
    cross join lateral (
        select 1, 'its owner is not trusted'
        where m.relowner <> all ($1::pg_catalog.oid[])
        union all
        select 2, 'it is no plain table'
        where m.relkind <> 'r' or m.relpersistence <> 'p'
        union all
        select 3, 'it inherits from a table, or one from it'
        where exists (select from pg_catalog.pg_inherits as i where m.oid in (i.inhrelid, i.inhparent))
        union all
        select 4, pg_catalog.format('it has the rule %I', r.rulename)
        from pg_catalog.pg_rewrite as r
        where r.ev_class = m.oid and m.relkind = 'r'
        union all
        select 5, pg_catalog.format('it has the trigger %I', t.tgname)
        from pg_catalog.pg_trigger as t
        where t.tgrelid = m.oid
            and not t.tgisinternal
            -- A superuser's can do nothing that its owner could not do anyway.
            and not exists (
                select
                from pg_catalog.pg_proc as p
                join pg_catalog.pg_roles as o on o.oid = p.proowner and o.rolsuper
                where p.oid = t.tgfoid)
        union all
        select 6, 'it has row security'
        where m.has_row_security or exists (select from pg_catalog.pg_policy as p where p.polrelid = m.oid)
        union all
        select 7, pg_catalog.format('column %I is of the type %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))
        from pg_catalog.pg_attribute as a
        where a.attrelid = m.oid and a.attnum > 0 and not a.attisdropped and a.atttypid >= 16384 and not m.is_archive
        union all
        select 8, pg_catalog.format('column %I has the default %s', a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid))
        from pg_catalog.pg_attrdef as d
        join pg_catalog.pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where d.adrelid = m.oid
            and (
                m.is_archive
                or a.attgenerated <> ''
                or pg_catalog.pg_get_expr(d.adbin, d.adrelid) not in (
                    'now()', 'clock_timestamp()', 'CURRENT_USER', 'SESSION_USER', '''complete''::text', 'current_setting(''server_version''::text)')
            )
        union all
        select 9, pg_catalog.format('it has the index %s, with an expression, a condition or an operator class of its own', i.indexrelid::pg_catalog.regclass)
        from pg_catalog.pg_index as i
        where i.indrelid = m.oid
            and (
                i.indexprs is not null
                or i.indpred is not null
                or not m.is_archive and exists (select from pg_catalog.unnest(i.indclass::pg_catalog.oid[]) as o (oid) where o.oid >= 16384)
            )
        union all
        select 10, pg_catalog.format('it has the constraint %I: %s', k.conname, pg_catalog.pg_get_constraintdef(k.oid))
        from pg_catalog.pg_constraint as k
        where k.conrelid = m.oid
            and case k.contype
                when 'c' then m.is_archive
                    or pg_catalog.pg_get_constraintdef(k.oid) !~ '^CHECK [(][(][a-z_]+ = ANY [(]ARRAY[[](''[a-z ]+''::text(, )?)+[]][)][)][)]$'
                when 'f' then not exists (select from metadata as o where o.oid = k.confrelid)
                else k.contype not in ('p', 'u', 'n')
            end
        union all
        select 11, pg_catalog.format('it has the statistics %I', s.stxname)
        from pg_catalog.pg_statistic_ext as s
        where s.stxrelid = m.oid
        union all
        select 12, w.fault
        from (
--@include machine/trust/writers.sql
        ) as w
    ) as f (place, fault)
)
select f.title, pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(f.owner)), pg_catalog.string_agg(f.fault, '; ' order by f.place, f.fault)
from faults as f
group by f.title, f.owner
order by f.title
