-- The order of columns, without the gaps that dropped columns leave in attnum.
select 'column order ' || c.oid::regclass || ': ' || string_agg(quote_ident(a.attname), ', ' order by a.attnum)
from pg_attribute a
join pg_class c on c.oid = a.attrelid
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
  and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
  and a.attnum > 0
  and not a.attisdropped
group by c.oid
