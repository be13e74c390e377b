-- Schemas with owner, privileges and comment.
select concat_ws(' ',
    'schema ' || quote_ident(n.nspname) || ':',
    'owner=' || pg_get_userbyid(n.nspowner),
    'acl=' || case when n.nspacl is not null and not (n.nspacl @> acldefault('n', n.nspowner) and acldefault('n', n.nspowner) @> n.nspacl)
        then coalesce((select string_agg(item::text, ',' order by item::text) from unnest(n.nspacl) as item), 'none') end,
    'comment=' || quote_literal(obj_description(n.oid, 'pg_namespace')))
from pg_namespace n
where n.nspname = any (current_setting('conformance.schemas')::name[])
