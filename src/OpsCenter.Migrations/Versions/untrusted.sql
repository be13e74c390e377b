-- What stands in the place of the metadata of folders and may not be used: it belongs to a role that is not trusted; or it is no plain
-- table; or code hangs on it. $1: the schemas.
with trusted as materialized (
{{trusted}}), metadata as (
    select c.oid, c.relkind, c.relpersistence, c.relowner, c.relnamespace, c.relacl, c.relrowsecurity, format('%I.%I', n.nspname, c.relname) as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any ($1) and c.relkind not in ('i', 'S', 't', 'c')
)
select found.title, pg_get_userbyid(found.owner)::text, found.fault
from (
    select format('schema %I', n.nspname) as title, n.nspowner as owner, 'its owner is not trusted' as fault
    from pg_namespace n
    where n.nspname = any ($1) and n.nspowner not in (select t.oid from trusted t)
    union all
    select format('%s %s', case m.relkind when 'r' then 'table' when 'v' then 'view' else 'relation' end, m.name), m.relowner, f.fault
    from metadata m
    cross join lateral (
        select 'its owner is not trusted' as fault where m.relowner not in (select t.oid from trusted t)
        union all
        select 'it is not a table' where m.relkind <> 'r'
        union all
        select 'it is not a permanent table' where m.relkind = 'r' and m.relpersistence <> 'p'
        union all
        select 'row security is on' where m.relrowsecurity
        union all
        select format('it has the policy %I', p.polname) from pg_policy p where p.polrelid = m.oid
        union all
        select format('it has the trigger %I', t.tgname) from pg_trigger t where t.tgrelid = m.oid and not t.tgisinternal
        union all
        select format('it has the rule %I', w.rulename) from pg_rewrite w where w.ev_class = m.oid and m.relkind = 'r'
        union all
        select 'it inherits or is inherited' where exists (select from pg_inherits i where m.oid in (i.inhrelid, i.inhparent))
        union all
        -- Below 16384 are the objects of the server itself.
        select format('column %I is of the type %s', a.attname, format_type(a.atttypid, a.atttypmod))
        from pg_attribute a
        where a.attrelid = m.oid and a.attnum > 0 and not a.attisdropped and a.atttypid >= 16384
        union all
        select format('column %I has the default %s', a.attname, pg_get_expr(d.adbin, d.adrelid))
        from pg_attrdef d
        join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where d.adrelid = m.oid and (a.attgenerated <> '' or pg_get_expr(d.adbin, d.adrelid) not in ('0', 'true', 'false', '''0''::bigint'))
        union all
        select format('it has the index %s with an expression, a condition or an operator class of its own', i.indexrelid::regclass)
        from pg_index i
        where i.indrelid = m.oid
            and (i.indexprs is not null or i.indpred is not null or exists (select from unnest(i.indclass::oid[]) o (oid) where o.oid >= 16384))
        union all
        select format('it has the constraint %I', k.conname)
        from pg_constraint k
        where k.conrelid = m.oid
            and case k.contype
                when 'c' then pg_get_constraintdef(k.oid) !~ '^CHECK [(][(][a-z_]+ = ANY [(]ARRAY[[](''[a-z ]+''::text(, )?)+[]][)][)][)]$'
                when 'f' then not exists (select from metadata o where o.oid = k.confrelid)
                else k.contype not in ('p', 'u', 'n')
            end
        union all
        select w.fault
        from (
--@include machine/trust/writers.sql
        ) as w
    ) f
) found
order by found.title, found.fault
