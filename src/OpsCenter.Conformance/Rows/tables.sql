-- Every table as a JSON object for TableShape. Partitions are left out: rows are inserted into the partitioned table.
with tables as (
    select c.oid, c.relname, n.nspname
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and n.nspname <> all ($1)
      and n.nspname || '.' || c.relname <> all ($1)
), keys as (
    select i.indexrelid, i.indrelid, i.indisprimary, i.indpred is not null or i.indexprs is not null as is_partial,
        pg_get_expr(i.indpred, i.indrelid) as condition,
        pg_get_expr(i.indexprs, i.indrelid) as expressions, (
        select array_agg(quote_ident(a.attname) order by a.attnum)
        from pg_attribute a
        where a.attrelid = i.indrelid
          and (a.attnum = any (i.indkey) or exists (
              select from pg_depend d
              where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                and d.refclassid = 'pg_class'::regclass and (d.refobjid, d.refobjsubid) = (i.indrelid, a.attnum)))) as columns
    from pg_index i
    where i.indisunique or i.indisexclusion
)
select jsonb_build_object(
    'name', format('%I.%I', t.nspname, t.relname),
    'columns', coalesce((
        select jsonb_agg(jsonb_build_object(
            'name', quote_ident(a.attname),
            'typeOid', a.atttypid::bigint,
            'modifier', a.atttypmod,
            'declaredType', format_type(a.atttypid, a.atttypmod),
            'isNotNull', a.attnotnull or coalesce((
                with recursive base as (
                    select y.typnotnull, y.typbasetype from pg_type y where y.oid = a.atttypid
                    union all
                    select y.typnotnull, y.typbasetype from pg_type y join base b on y.oid = b.typbasetype
                )
                select bool_or(b.typnotnull) from base b), false),
            'isGenerated', a.attgenerated <> '',
            'isIdentity', a.attidentity <> '',
            'isAlwaysIdentity', a.attidentity = 'a',
            'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end) order by a.attnum)
        from pg_attribute a
        left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped), '[]'),
    'keys', coalesce((
        select jsonb_agg(jsonb_build_object(
            'name', c.relname, 'isPrimary', k.indisprimary, 'isPartial', k.is_partial, 'condition', k.condition,
            'expressions', k.expressions, 'columns', coalesce(k.columns, '{}'))
            order by k.indisprimary desc, c.relname)
        from keys k
        join pg_class c on c.oid = k.indexrelid
        where k.indrelid = t.oid), '[]'),
    'foreignKeys', coalesce((
        select jsonb_agg(jsonb_build_object(
            'name', k.conname,
            'columns', (
                select jsonb_agg(quote_ident(a.attname) order by u.at)
                from unnest(k.conkey) with ordinality as u (number, at)
                join pg_attribute a on (a.attrelid, a.attnum) = (k.conrelid, u.number)),
            'table', format('%I.%I', n.nspname, c.relname),
            'referenced', (
                select jsonb_agg(quote_ident(a.attname) order by u.at)
                from unnest(k.confkey) with ordinality as u (number, at)
                join pg_attribute a on (a.attrelid, a.attnum) = (k.confrelid, u.number))) order by k.conname)
        from pg_constraint k
        join pg_class c on c.oid = k.confrelid
        join pg_namespace n on n.oid = c.relnamespace
        where k.conrelid = t.oid and k.contype = 'f' and k.conparentid = 0), '[]'),
    'checks', coalesce((
        select jsonb_agg(jsonb_build_object(
            'name', k.conname,
            'columns', coalesce((
                select jsonb_agg(quote_ident(a.attname) order by a.attnum)
                from pg_attribute a
                where a.attrelid = k.conrelid and a.attnum = any (k.conkey)), '[]'),
            'definition', pg_get_constraintdef(k.oid)) order by k.conname)
        from pg_constraint k
        where k.conrelid = t.oid and k.contype = 'c'), '[]'))
from tables t
order by t.nspname, t.relname
