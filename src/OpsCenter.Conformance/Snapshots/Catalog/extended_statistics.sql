-- CREATE STATISTICS.
select concat_ws(' ',
    'statistics ' || quote_ident(n.nspname) || '.' || quote_ident(s.stxname) || ':',
    pg_get_statisticsobjdef(s.oid),
    'owner=' || pg_get_userbyid(s.stxowner),
    'target=' || nullif(to_jsonb(s) ->> 'stxstattarget', '-1'),
    'comment=' || quote_literal(obj_description(s.oid, 'pg_statistic_ext')))
from pg_statistic_ext s
join pg_namespace n on n.oid = s.stxnamespace
where n.nspname = any (current_setting('conformance.schemas')::name[])
