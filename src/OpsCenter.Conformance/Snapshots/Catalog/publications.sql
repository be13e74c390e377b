-- Publications with their tables and schemas.
select concat_ws(' ',
    'publication ' || quote_ident(p.pubname) || ':',
    'owner=' || pg_get_userbyid(p.pubowner),
    'all_tables=' || p.puballtables,
    'operations=' || concat_ws(',',
        case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
        case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end),
    case when p.pubviaroot then 'via_root' end)
from pg_publication p
union all
select concat_ws(' ',
    'publication table ' || quote_ident(p.pubname) || '.' || r.prrelid::regclass || ':',
    'columns=' || (to_jsonb(r) ->> 'prattrs'),
    'filter=' || (
        select to_jsonb(t) ->> 'rowfilter'
        from pg_publication_tables t
        where (t.pubname, t.schemaname, t.tablename) = (p.pubname, c.relnamespace::regnamespace::text, c.relname)))
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
join pg_class c on c.oid = r.prrelid
where c.relnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
union all -- since 15
select 'publication schema ' || quote_ident(p.pubname) || '.' || s.pnnspid::regnamespace || ':' -- since 15
from pg_publication_namespace s -- since 15
join pg_publication p on p.oid = s.pnpubid -- since 15
where s.pnnspid in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[])) -- since 15
