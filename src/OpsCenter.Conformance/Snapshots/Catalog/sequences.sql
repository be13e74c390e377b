-- Sequences with parameters and owner column. DataSnapshot reads their position.
select concat_ws(' ',
    'sequence ' || s.seqrelid::regclass || ' parameters:',
    'type=' || s.seqtypid::regtype,
    'start=' || s.seqstart,
    'increment=' || s.seqincrement,
    'min=' || s.seqmin,
    'max=' || s.seqmax,
    'cache=' || s.seqcache,
    case when s.seqcycle then 'cycle' end,
    'owned_by=' || (
        select d.refobjid::regclass || '.' || quote_ident(a.attname)
        from pg_depend d
        join pg_attribute a on (a.attrelid, a.attnum) = (d.refobjid, d.refobjsubid)
        where d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.deptype in ('a', 'i')))
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
