-- The queries of views, and rules other than those of views.
select 'view definition ' || c.oid::regclass || ': ' || regexp_replace(pg_get_viewdef(c.oid), '\s+', ' ', 'g')
from pg_class c
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.relkind in ('v', 'm')
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    'rule ' || r.ev_class::regclass || '.' || quote_ident(r.rulename) || ':',
    regexp_replace(pg_get_ruledef(r.oid), '\s+', ' ', 'g'),
    'enabled=' || r.ev_enabled::text,
    'comment=' || quote_literal(obj_description(r.oid, 'pg_rewrite')))
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and r.rulename <> '_RETURN'
