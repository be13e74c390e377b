-- Collations, and text search configurations and dictionaries. Members of extensions are left out.
select concat_ws(' ',
    'collation ' || c.oid::regcollation || ':',
    'owner=' || pg_get_userbyid(c.collowner),
    'provider=' || c.collprovider::text,
    'locale=' || coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', c.collcollate),
    'ctype=' || case when c.collprovider <> 'i' then c.collctype end,
    'rules=' || (to_jsonb(c) ->> 'collicurules'),
    case when not c.collisdeterministic then 'not_deterministic' end,
    'comment=' || quote_literal(obj_description(c.oid, 'pg_collation')))
from pg_collation c
where c.collnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    'text search configuration ' || c.oid::regconfig || ':',
    'owner=' || pg_get_userbyid(c.cfgowner),
    'parser=' || (select format('%s.%I', p.prsnamespace::regnamespace, p.prsname) from pg_ts_parser p where p.oid = c.cfgparser),
    'mapping=' || (
        select string_agg(format('%s %s', t.alias, m.mapdict::regdictionary), ', ' order by t.alias, m.mapseqno)
        from pg_ts_config_map m
        join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
        where m.mapcfg = c.oid),
    'comment=' || quote_literal(obj_description(c.oid, 'pg_ts_config')))
from pg_ts_config c
where c.cfgnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    'text search dictionary ' || d.oid::regdictionary || ':',
    'owner=' || pg_get_userbyid(d.dictowner),
    'template=' || (select format('%s.%I', t.tmplnamespace::regnamespace, t.tmplname) from pg_ts_template t where t.oid = d.dicttemplate),
    'options=' || d.dictinitoption,
    'comment=' || quote_literal(obj_description(d.oid, 'pg_ts_dict')))
from pg_ts_dict d
where d.dictnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and d.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
