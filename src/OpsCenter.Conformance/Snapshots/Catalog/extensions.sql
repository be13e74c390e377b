-- Extensions, and default privileges.
select concat_ws(' ',
    'extension ' || quote_ident(e.extname) || ':',
    'version=' || e.extversion,
    'schema=' || e.extnamespace::regnamespace,
    'owner=' || pg_get_userbyid(e.extowner))
from pg_extension e
union all
select concat_ws(' ',
    'default privileges ' || pg_get_userbyid(d.defaclrole) || ':',
    'schema=' || case when d.defaclnamespace <> 0 then d.defaclnamespace::regnamespace::text end,
    'objects=' || d.defaclobjtype::text,
    'acl=' || (select string_agg(item::text, ',' order by item::text) from unnest(d.defaclacl) as item))
from pg_default_acl d
where d.defaclnamespace = 0
   or d.defaclnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
