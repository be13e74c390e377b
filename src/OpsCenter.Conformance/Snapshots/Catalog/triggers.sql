-- Triggers with their enabled state. Internal triggers of foreign keys are counted with their constraint.
select concat_ws(' ',
    'trigger ' || t.tgrelid::regclass || '.' || quote_ident(t.tgname) || ':',
    pg_get_triggerdef(t.oid),
    'enabled=' || t.tgenabled::text,
    'comment=' || quote_literal(obj_description(t.oid, 'pg_trigger')))
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and not t.tgisinternal
union all
select 'internal triggers ' || t.tgrelid::regclass || '.' || quote_ident(k.conname) || ': '
    || string_agg(t.tgfoid::regproc || '/' || t.tgenabled::text, ', ' order by t.tgfoid::regproc::text)
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_constraint k on k.oid = t.tgconstraint
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and t.tgisinternal
group by t.tgrelid, k.conname
union all
select concat_ws(' ',
    'event trigger ' || quote_ident(e.evtname) || ':',
    e.evtevent,
    'function=' || e.evtfoid::regproc,
    'enabled=' || e.evtenabled::text,
    'tags=' || array_to_string(e.evttags, ','),
    'owner=' || pg_get_userbyid(e.evtowner))
from pg_event_trigger e
