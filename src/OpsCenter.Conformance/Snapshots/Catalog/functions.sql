-- Functions and procedures with their whole definition; aggregates by what they are made of.
select concat_ws(' ',
    'function ' || p.oid::regprocedure || ':',
    'owner=' || pg_get_userbyid(p.proowner),
    'acl=' || (select string_agg(item::text, ',' order by item::text) from unnest(p.proacl) as item),
    'comment=' || quote_literal(obj_description(p.oid, 'pg_proc')),
    'definition=' || quote_literal(
        case
            when p.prokind = 'a' then (select to_jsonb(g)::text from pg_aggregate g where g.aggfnoid = p.oid)
            else pg_get_functiondef(p.oid)
        end))
from pg_proc p
where p.pronamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
