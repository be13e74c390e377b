-- Row security policies.
select concat_ws(' ',
    'policy ' || p.polrelid::regclass || '.' || quote_ident(p.polname) || ':',
    case when p.polpermissive then 'permissive' else 'restrictive' end,
    'command=' || p.polcmd::text,
    'roles=' || (
        select string_agg(case when role = 0 then 'public' else pg_get_userbyid(role) end, ',' order by role)
        from unnest(p.polroles) as role),
    'using=' || pg_get_expr(p.polqual, p.polrelid),
    'check=' || pg_get_expr(p.polwithcheck, p.polrelid),
    'comment=' || quote_literal(obj_description(p.oid, 'pg_policy')))
from pg_policy p
join pg_class c on c.oid = p.polrelid
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
