-- Functions and procedures with their definition; aggregates by their parts. Members of extensions are left out.
select concat_ws(' ',
    'function ' || p.oid::regprocedure || ':',
    'owner=' || pg_get_userbyid(p.proowner),
    'acl=' || case when p.proacl is not null and not (p.proacl @> acldefault('f', p.proowner) and acldefault('f', p.proowner) @> p.proacl)
        then coalesce((select string_agg(item::text, ',' order by item::text) from unnest(p.proacl) as item), 'none') end,
    'comment=' || quote_literal(obj_description(p.oid, 'pg_proc')),
    'definition=' || quote_literal(
        case
            when p.prokind = 'a' then (
                -- Functions are printed by name; types and operators would be printed by OID.
                select (to_jsonb(g) || jsonb_build_object(
                    'aggtranstype', g.aggtranstype::regtype,
                    'aggmtranstype', g.aggmtranstype::regtype,
                    'aggsortop', g.aggsortop::regoperator))::text
                from pg_aggregate g
                where g.aggfnoid = p.oid)
            else pg_get_functiondef(p.oid)
        end))
from pg_proc p
where p.pronamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and p.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
