-- Constraints of tables and domains. NOT NULL belongs to the column: only since 18 it is a constraint ('n').
select concat_ws(' ',
    'constraint ' || case when k.conrelid <> 0 then k.conrelid::regclass::text else k.contypid::regtype::text end
        || '.' || quote_ident(k.conname) || ':',
    pg_get_constraintdef(k.oid),
    case when k.convalidated then 'validated' else 'not_validated' end,
    case when not k.conenforced then 'not_enforced' end, -- since 18
    'inherited=' || nullif(k.coninhcount, 0),
    'comment=' || quote_literal(r.description))
from pg_constraint k
left join pg_description r on (r.objoid, r.classoid, r.objsubid) = (k.oid, 'pg_constraint'::regclass, 0)
where k.connamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and k.contype <> 'n'
