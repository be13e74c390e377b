-- Table inheritance.
select 'inherits ' || h.inhrelid::regclass || ': parent=' || h.inhparent::regclass || ' number=' || h.inhseqno
from pg_inherits h
join pg_class c on c.oid = h.inhrelid
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.relkind not in ('i', 'I')
