-- Views into which rows can be inserted, as JSON objects for ViewShape. Columns that cannot be written count as generated.
select jsonb_build_object(
    'name', format('%I.%I', n.nspname, v.relname),
    'tables', coalesce((
        select jsonb_agg(distinct format('%I.%I', tn.nspname, t.relname))
        from pg_rewrite w
        join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
        join pg_class t on t.oid = d.refobjid and t.relkind in ('r', 'p')
        join pg_namespace tn on tn.oid = t.relnamespace
        where w.ev_class = v.oid and w.rulename = '_RETURN'), '[]'),
    'columns', (
        select jsonb_agg(jsonb_build_object(
            'name', quote_ident(a.attname),
            'typeOid', a.atttypid::bigint,
            'modifier', a.atttypmod,
            'declaredType', format_type(a.atttypid, a.atttypmod),
            'isGenerated', not pg_column_is_updatable(v.oid, a.attnum, true)) order by a.attnum)
        from pg_attribute a
        where a.attrelid = v.oid and a.attnum > 0 and not a.attisdropped))
from pg_class v
join pg_namespace n on n.oid = v.relnamespace
where v.relkind = 'v' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and n.nspname <> all ($1)
  -- The bit of INSERT.
  and pg_relation_is_updatable(v.oid, true) & 8 = 8
  and exists (select from pg_attribute a where a.attrelid = v.oid and a.attnum > 0)
order by n.nspname, v.relname
