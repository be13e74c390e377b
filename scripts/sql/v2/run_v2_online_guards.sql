-- Part of run_v2_online.sql: refuses what the service's preflight refuses. Changes and sets nothing; the search_path of its block ends
-- with its statement. Reads psql's variables script and allow.

select pg_catalog.format('do %L', pg_catalog.format($guards$
declare
    schemas constant pg_catalog.name[] := pg_catalog.current_schemas(false);
    is_rollback constant boolean := %L operator(pg_catalog.~~) '%%rollback%%';
    allowed constant pg_catalog.text[] := pg_catalog.string_to_array(%L, ',');
    tables pg_catalog.oid[];
    found pg_catalog.text;
    more pg_catalog.text;
begin
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    if current_setting('transaction_read_only')::boolean then
        raise exception using
            errcode = 'OCREF',
            message = format('run_v2_online.sql was refused, nothing was changed: %%s.', case
                when pg_is_in_recovery() then 'this server is a standby and takes no writes'
                else 'the session is read-only' end),
            hint = case when pg_is_in_recovery() then 'Connect to the primary.'
                else 'Run it in a session that may write: set default_transaction_read_only = off;' end;
    end if;

    -- The tables of V1, by the search_path, with their partitions and inheriting tables.
    with recursive family as (
        select f.table_oid
        from unnest(array['llm_providers', 'llm_usage_logs']) as t (name)
        cross join lateral (
            select c.oid as table_oid
            from unnest(schemas) with ordinality as p (name, ordinal)
            join pg_namespace as n on n.nspname = p.name and n.nspname not like 'pg_temp%%'
            join pg_class as c on c.relnamespace = n.oid and c.relname = t.name and c.relkind in ('r', 'p')
            order by p.ordinal
            limit 1
        ) as f
        union
        select i.inhrelid
        from family as f
        join pg_inherits as i on i.inhparent = f.table_oid
    )
    select array_agg(f.table_oid)
    into tables
    from family as f;

    select string_agg(c.oid::regclass::text, ', ' order by c.relname),
        string_agg(format('alter table %%s no force row level security;', c.oid::regclass), ' ' order by c.relname)
    into found, more
    from pg_class as c
    where row_security_active(c.oid)
        and (
            c.oid = any (tables)
            or is_rollback
                and c.relname in ('model_servers', 'installed_models', 'model_deployments', 'model_permissions', 'tier_model_rules',
                    'model_pricing', 'daily_cost_summary', 'audit_log')
                and c.relnamespace in (select t.relnamespace from pg_class as t where t.oid = any (tables))
        );
    if found is not null and (is_rollback or not 'row-security' = any (allowed)) then
        raise exception using
            errcode = 'OCREF',
            message = format('run_v2_online.sql was refused, nothing was changed: row security of %%s applies to role %%I and may hide rows from it.',
                found, current_user),
            hint = format('Run it as a role to which it does not apply (a superuser, or one with BYPASSRLS). If it is forced, the owner runs: %%s '
                    'and afterwards the same with force%%s.',
                more, case when is_rollback then '' else '. Or: psql -v allow=row-security' end);
    end if;

    -- A publication of all tables, or of the schema, has V2's new tables in it from their first row on. A column list keeps columns out.
    more := null;
    if not is_rollback and not 'publications' = any (allowed) then
        if to_regclass('pg_publication_namespace') is not null then
            execute '
                select string_agg(distinct p.pubname, '', '')
                from pg_publication_namespace as s
                join pg_publication as p on p.oid = s.pnpubid
                where s.pnnspid in (select c.relnamespace from pg_class as c where c.oid = any ($1))'
            into more
            using tables;
        end if;
        select string_agg(distinct p.pubname, ', ')
        into found
        from pg_publication as p
        left join pg_publication_rel as r on r.prpubid = p.oid and r.prrelid = any (tables) and to_jsonb(r) ->> 'prattrs' is null
        where p.puballtables or r.oid is not null;
        found := concat_ws(', ', found, more);
        if found <> '' and exists (
            select
            from pg_class as c
            cross join (
                values
                    ('llm_providers', 'base_url'), ('llm_providers', 'metadata'), ('llm_providers', 'created_by'),
                    ('llm_usage_logs', 'provider'), ('llm_usage_logs', 'server_id'), ('llm_usage_logs', 'deployment_id'),
                    ('llm_usage_logs', 'source'), ('llm_usage_logs', 'cost_usd'), ('llm_usage_logs', 'latency_ms')
            ) as w (table_name, column_name)
            where c.oid = any (tables)
                and c.relname = w.table_name
                and not exists (
                    select
                    from pg_attribute as a
                    where a.attrelid = c.oid and a.attname = w.column_name and not a.attisdropped)
        ) then
            raise exception using
                errcode = 'OCREF',
                message = format('run_v2_online.sql was refused, nothing was changed: what V2 adds would be published by %%s, and a subscriber that lacks it stops.', found),
                hint = 'Run create_llm_management_tables_v2.sql on every subscriber first (it adds the columns and the new tables), or leave them out of '
                    'the publication. Then: psql -v allow=publications';
        end if;
    end if;
end
$guards$, :'script', :'allow'))
\gexec
