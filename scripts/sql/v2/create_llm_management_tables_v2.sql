-- OpsCenter V2: three columns for llm_providers, six for llm_usage_logs, eight new tables.
--
-- Run it:   psql -X -v ON_ERROR_STOP=1 -f create_llm_management_tables_v2.sql
-- Look:     set opscenter.mode = 'plan'; before it: it reports what it would do, and changes nothing.
-- Try:      begin; \i create_llm_management_tables_v2.sql ... rollback; leaves nothing behind.
-- Online:   run_v2_online.sql, for a database under load: several transactions, none of which V1's traffic feels.
-- Undo:     rollback_llm_management_tables_v2.sql
--
-- Why it is safe
--   * It is one statement. All of it happens, or nothing, in autocommit and inside a caller's transaction alike; it controls no
--     transaction itself. The last line says which (INFO when done, ERROR when refused).
--   * It only adds. It writes no row of an existing table, and drops, renames or retypes nothing. The two ALTER TABLEs add columns
--     without a default or with a constant one, which PostgreSQL does without a rewrite (manual, ALTER TABLE, Notes); a foreign
--     key that comes with its new column is valid at once, since there is nothing to check.
--   * It looks before it touches: every obstacle is named in one message, and then nothing has happened.
--   * It trusts no names. llm_providers and llm_usage_logs are resolved once by the search_path; columns, keys and indexes are
--     judged by definition on that relation. A name that is taken by something else gets a suffix.
--   * It records each object that it creates in schema opscenter, where the rollback reads it.
--   * Run again, it finds everything in place and writes nothing, takes no lock beyond those of reading.
--   * It needs no extension and no superuser: ownership of the two tables, CREATE on their schema, and a place for its record.
--   * It refuses to keep writers of a big table waiting for its index builds, unless opscenter.allow_blocking is on.
--
-- Locks, held from the first to the end of the statement, taken only for what is missing:
--   ACCESS EXCLUSIVE   llm_providers, then llm_usage_logs (ADD COLUMN), waited for at most lock_timeout, or 0.9 s if that is 0
--   SHARE              the same two, while their new indexes are built: this grows with the number of rows
--   SHARE ROW EXCLUSIVE  model_servers, model_deployments (foreign keys); they are new, nobody else sees them yet
-- A second run at the same time waits for the first one (advisory lock), at most lock_timeout, or a minute if that is 0.
--
-- With opscenter.mode = 'online' it creates the new tables, and touches no table that was there before. What is to be done to
-- those, it leaves in the setting opscenter.next, each unit to be executed by itself; run again afterwards, it completes the
-- record and leaves the setting empty. docs/architecture.md, "Online", says what a unit is.
--
-- Servers: PostgreSQL 13 to 18. Steps are told as notices: docs/architecture.md, "The script protocol".

do $v2$
#variable_conflict error
declare
    -- Types are qualified here, because declarations are read under the caller's search_path.
    new_tables constant pg_catalog.name[] := array[
        'model_servers',
        'installed_models',
        'model_deployments',
        'model_permissions',
        'tier_model_rules',
        'model_pricing',
        'daily_cost_summary',
        'audit_log'
    ];
    script_lock constant bigint := 5714380274906371; -- any number that the scripts share
    runner_lock constant bigint := pg_catalog.hashtextextended('opscenter.journal', 0); -- a runner of many transactions holds it
    append_only_body constant pg_catalog.text := pg_catalog.translate($body$
begin
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('%I.%I is append-only: %s is refused, nothing was changed', tg_table_schema, tg_table_name, tg_op),
        hint = 'The audit trail keeps every row as it was written. Insert a row that corrects the earlier one.',
        schema = tg_table_schema,
        table = tg_table_name;
end
$body$, E'\r', '');
    append_only_function pg_catalog.text;
    trusted_roles pg_catalog.oid[];
    untrusted pg_catalog.text;
    base_owner pg_catalog.oid;
    work_role pg_catalog.text;
    -- What the default privileges of an owner give to others on the metadata is revoked in the transaction that creates it: who writes the
    -- record decides what a rollback drops. Units execute this text, too.
    keep_own_rights constant pg_catalog.text := $keep$
do $own_rights$
declare
    role_before constant pg_catalog.text := pg_catalog.current_setting('role');
    given record;
begin
    for given in
        select o.kind, o.title, pg_catalog.pg_get_userbyid(o.owner) as owner, case g.grantee
            when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) end as grantee
        from (
            select n.oid, n.nspname
            from pg_catalog.pg_namespace as n
            where n.nspname in ('opscenter', 'opscenter_archive', 'opscenter_migrations', 'opscenter_migrations_archive')
        ) as n
        cross join lateral (
            -- Only the creation of a table writes its row in pg_type. A later transaction than this one has no object here.
            select 'table' as kind, pg_catalog.format('%I.%I', n.nspname, c.relname) as title, c.relowner as owner, c.relacl as rights
            from pg_catalog.pg_class as c
            join pg_catalog.pg_type as t on t.oid = c.reltype and pg_catalog.age(t.xmin) <= 0
            where c.relnamespace = n.oid and c.relkind in ('r', 'p')
            union all
            select 'sequence', pg_catalog.format('%I.%I', n.nspname, c.relname), c.relowner, c.relacl
            from pg_catalog.pg_class as c
            where c.relnamespace = n.oid and c.relkind = 'S' and pg_catalog.age(c.xmin) <= 0
            union all
            select 'function', p.oid::pg_catalog.regprocedure::pg_catalog.text, p.proowner, p.proacl
            from pg_catalog.pg_proc as p
            where p.pronamespace = n.oid and pg_catalog.age(p.xmin) <= 0
            union all
            select 'schema', pg_catalog.quote_ident(n.nspname), s.nspowner, s.nspacl
            from pg_catalog.pg_namespace as s
            where s.oid = n.oid and pg_catalog.age(s.xmin) <= 0
        ) as o
        cross join lateral (select distinct a.grantee from pg_catalog.aclexplode(o.rights) as a where a.grantee <> o.owner) as g
        where pg_catalog.pg_has_role(o.owner,
            case when pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 160000 then 'SET' else 'MEMBER' end)
    loop
        perform pg_catalog.set_config('role', given.owner, true);
        execute pg_catalog.format('revoke all on %s %s from %s', given.kind, given.title, given.grantee);
        perform pg_catalog.set_config('role', role_before, true);
    end loop;
end
$own_rights$
    $keep$;
    caller_schemas pg_catalog.name[];
    home pg_catalog.record;
    metadata pg_catalog.record;
    is_earlier_layout boolean;
    earlier_homes pg_catalog.name[] := '{}';
    recorded_homes pg_catalog.name[] := '{}';
    dropped_constraint pg_catalog.record;
    pair_schemas pg_catalog.oid[] := '{}';
    found_pair pg_catalog.record;
    pair_number integer;
    pair_objects bigint[] := '{}';
    archived_of_pair pg_catalog.text := 'false';

    wanted_columns pg_catalog.jsonb;
    wanted_keys pg_catalog.jsonb;
    wanted_references pg_catalog.jsonb;
    wanted_indexes pg_catalog.jsonb;

    planning boolean;
    online boolean;
    verb pg_catalog.text;
    caller_settings pg_catalog.jsonb;

    relations pg_catalog.jsonb := '{}';
    steps pg_catalog.jsonb := '[]';
    statements pg_catalog.text[] := '{}';
    units pg_catalog.jsonb := '[]';
    builds pg_catalog.jsonb := '[]';
    altered pg_catalog.oid[] := '{}';
    indexed pg_catalog.oid[] := '{}';
    record_state pg_catalog.text;
    recorded pg_catalog.jsonb := '[]';
    record_schema pg_catalog.record;

    wanted pg_catalog.record;
    relation pg_catalog.record;
    found_column pg_catalog.record;
    step pg_catalog.record;
    clauses pg_catalog.text[];
    differences pg_catalog.text[];
    chosen pg_catalog.name;
    statement pg_catalog.text;
    elsewhere pg_catalog.text;
    is_there boolean;
    is_ours boolean;
    first_step integer;
    has_work boolean;
    summary pg_catalog.text;
begin
    caller_schemas := pg_catalog.current_schemas(false);
    caller_settings := pg_catalog.jsonb_build_object(
        'search_path', pg_catalog.current_setting('search_path'),
        'role', pg_catalog.current_setting('role'),
        'lock_timeout', pg_catalog.current_setting('lock_timeout'),
        'jit', pg_catalog.current_setting('jit'),
        'plan_cache_mode', pg_catalog.current_setting('plan_cache_mode'),
        'quote_all_identifiers', pg_catalog.current_setting('quote_all_identifiers'));

    -- From here on only pg_catalog is searched, so that no table, function or operator of another schema can stand in.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    perform set_config('quote_all_identifiers', 'off', true);
    -- To compile catalog queries that run once would take longer than to run them, and to plan those of a loop each time anew, too.
    perform set_config('jit', 'off', true);
    perform set_config('plan_cache_mode', 'force_generic_plan', true);
    caller_schemas := array(
        select p.schema_name
        from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
        where p.schema_name not like 'pg_temp%'
        order by p.ordinal);

    if current_setting('server_version_num')::integer < 130000 then
        raise exception using
            errcode = 'OCREF',
            message = 'V2 was refused, nothing was changed: this server is older than PostgreSQL 13.',
            hint = 'V2 needs gen_random_uuid(), which is part of PostgreSQL since 13. Upgrade the server first.';
    end if;
    if coalesce(current_setting('opscenter.mode', true), '') not in ('', 'plan', 'online', 'plan online') then
        raise exception using
            errcode = 'OCREF',
            message = format('V2 was refused, nothing was changed: opscenter.mode is "%s".', current_setting('opscenter.mode')),
            hint = 'Reset it to apply, or: set opscenter.mode = ''plan'';';
    end if;
    planning := coalesce(current_setting('opscenter.mode', true), '') in ('plan', 'plan online');
    online := coalesce(current_setting('opscenter.mode', true), '') in ('online', 'plan online');
    verb := case when planning then 'would be created' else 'created' end;

    ---------------------------------------------------------------------------------------------------------------------------
    -- What is wanted
    ---------------------------------------------------------------------------------------------------------------------------

    select jsonb_agg(w)
    into wanted_columns
    from (
        values
            ('model_servers', 'id', 'uuid', true, 'gen_random_uuid()'),
            ('model_servers', 'name', 'character varying(255)', true, null),
            ('model_servers', 'type', 'character varying(50)', true, null),
            ('model_servers', 'location', 'character varying(20)', false, '''local''::character varying'),
            ('model_servers', 'host', 'character varying(255)', true, null),
            ('model_servers', 'port', 'integer', true, null),
            ('model_servers', 'gpu_id', 'integer', false, null),
            ('model_servers', 'auto_start', 'boolean', false, 'false'),
            ('model_servers', 'enabled', 'boolean', false, 'true'),
            ('model_servers', 'health_status', 'character varying(20)', false, '''unknown''::character varying'),
            ('model_servers', 'last_health_check', 'timestamp without time zone', false, null),
            ('model_servers', 'created_at', 'timestamp without time zone', false, 'CURRENT_TIMESTAMP'),
            ('model_servers', 'metadata', 'jsonb', false, '''{}''::jsonb'),

            ('installed_models', 'id', 'uuid', true, 'gen_random_uuid()'),
            ('installed_models', 'server_id', 'uuid', true, null),
            ('installed_models', 'model_name', 'character varying(255)', true, null),
            ('installed_models', 'file_path', 'text', false, null),
            ('installed_models', 'size_bytes', 'bigint', false, null),
            ('installed_models', 'quantization', 'character varying(50)', false, null),
            ('installed_models', 'version', 'character varying(50)', false, null),
            ('installed_models', 'installed_at', 'timestamp without time zone', false, 'CURRENT_TIMESTAMP'),
            ('installed_models', 'last_used', 'timestamp without time zone', false, null),
            ('installed_models', 'metadata', 'jsonb', false, '''{}''::jsonb'),

            ('model_deployments', 'id', 'uuid', true, 'gen_random_uuid()'),
            ('model_deployments', 'server_id', 'uuid', true, null),
            ('model_deployments', 'model_id', 'uuid', true, null),
            ('model_deployments', 'alias', 'character varying(255)', false, null),
            ('model_deployments', 'status', 'character varying(20)', false, '''loading''::character varying'),
            ('model_deployments', 'context_length', 'integer', false, '2048'),
            ('model_deployments', 'gpu_layers', 'integer', false, null),
            ('model_deployments', 'batch_size', 'integer', false, null),
            ('model_deployments', 'vram_usage_mb', 'integer', false, null),
            ('model_deployments', 'tokens_per_sec', 'numeric(10,2)', false, null),
            ('model_deployments', 'started_at', 'timestamp without time zone', false, 'CURRENT_TIMESTAMP'),
            ('model_deployments', 'stopped_at', 'timestamp without time zone', false, null),
            ('model_deployments', 'metadata', 'jsonb', false, '''{}''::jsonb'),

            ('model_permissions', 'id', 'uuid', true, 'gen_random_uuid()'),
            ('model_permissions', 'model_id', 'character varying(255)', true, null),
            ('model_permissions', 'access_type', 'character varying(50)', true, null),
            ('model_permissions', 'access_value', 'character varying(255)', true, null),
            ('model_permissions', 'allowed', 'boolean', false, 'true'),
            ('model_permissions', 'created_at', 'timestamp without time zone', false, 'CURRENT_TIMESTAMP'),
            ('model_permissions', 'created_by', 'character varying(255)', false, null),

            ('tier_model_rules', 'id', 'uuid', true, 'gen_random_uuid()'),
            ('tier_model_rules', 'tier_code', 'character varying(50)', true, null),
            ('tier_model_rules', 'model_pattern', 'character varying(255)', true, null),
            ('tier_model_rules', 'allowed', 'boolean', false, 'true'),
            ('tier_model_rules', 'max_requests_per_day', 'integer', false, null),
            ('tier_model_rules', 'max_context_length', 'integer', false, null),
            ('tier_model_rules', 'priority', 'integer', false, '0'),

            ('model_pricing', 'model_id', 'character varying(255)', true, null),
            ('model_pricing', 'provider', 'character varying(50)', true, null),
            ('model_pricing', 'input_price_per_1k', 'numeric(10,6)', true, null),
            ('model_pricing', 'output_price_per_1k', 'numeric(10,6)', true, null),
            ('model_pricing', 'currency', 'character varying(3)', false, '''USD''::character varying'),
            ('model_pricing', 'last_updated', 'timestamp without time zone', false, 'CURRENT_TIMESTAMP'),
            ('model_pricing', 'source', 'character varying(50)', false, null),

            ('daily_cost_summary', 'date', 'date', true, null),
            ('daily_cost_summary', 'user_id', 'character varying(255)', true, null),
            ('daily_cost_summary', 'provider', 'character varying(50)', true, null),
            ('daily_cost_summary', 'model_id', 'character varying(255)', true, null),
            ('daily_cost_summary', 'total_cost_usd', 'numeric(10,2)', false, null),
            ('daily_cost_summary', 'total_requests', 'integer', false, null),
            ('daily_cost_summary', 'total_tokens', 'integer', false, null),

            -- bigserial: the default is a sequence of its own.
            ('audit_log', 'id', 'bigint', true, 'nextval'),
            ('audit_log', 'timestamp', 'timestamp without time zone', false, 'CURRENT_TIMESTAMP'),
            ('audit_log', 'user_id', 'character varying(255)', false, null),
            ('audit_log', 'action_type', 'character varying(50)', false, null),
            ('audit_log', 'resource_type', 'character varying(50)', false, null),
            ('audit_log', 'resource_id', 'character varying(255)', false, null),
            ('audit_log', 'details', 'jsonb', false, '''{}''::jsonb'),
            ('audit_log', 'ip_address', 'inet', false, null),
            ('audit_log', 'user_agent', 'text', false, null),

            ('llm_providers', 'base_url', 'character varying(512)', false, null),
            ('llm_providers', 'metadata', 'jsonb', false, '''{}''::jsonb'),
            ('llm_providers', 'created_by', 'character varying(255)', false, null),

            ('llm_usage_logs', 'provider', 'character varying(50)', false, null),
            ('llm_usage_logs', 'server_id', 'uuid', false, null),
            ('llm_usage_logs', 'deployment_id', 'uuid', false, null),
            ('llm_usage_logs', 'source', 'character varying(50)', false, null),
            ('llm_usage_logs', 'cost_usd', 'numeric(10,6)', false, null),
            ('llm_usage_logs', 'latency_ms', 'integer', false, null)
    ) as w (table_name, column_name, data_type, not_null, default_value);

    -- Unique constraints are plain ones, so that ON CONFLICT can name their columns.
    select jsonb_agg(w)
    into wanted_keys
    from (
        values
            ('model_servers', 'primary key', array['id']),
            ('model_servers', 'unique', array['name']),
            ('model_servers', 'unique', array['host', 'port']),
            ('installed_models', 'primary key', array['id']),
            ('installed_models', 'unique', array['server_id', 'model_name', 'version']),
            ('model_deployments', 'primary key', array['id']),
            ('model_deployments', 'unique', array['server_id', 'alias']),
            ('model_permissions', 'primary key', array['id']),
            ('model_permissions', 'unique', array['model_id', 'access_type', 'access_value']),
            ('tier_model_rules', 'primary key', array['id']),
            ('tier_model_rules', 'unique', array['tier_code', 'model_pattern']),
            ('model_pricing', 'primary key', array['model_id']),
            ('daily_cost_summary', 'primary key', array['date', 'user_id', 'provider', 'model_id']),
            ('audit_log', 'primary key', array['id'])
    ) as w (table_name, key_type, key_columns);

    select jsonb_agg(w)
    into wanted_references
    from (
        values
            ('installed_models', 'server_id', 'model_servers', 'cascade'),
            ('model_deployments', 'server_id', 'model_servers', 'cascade'),
            ('model_deployments', 'model_id', 'installed_models', 'cascade'),
            ('llm_usage_logs', 'server_id', 'model_servers', 'set null'),
            ('llm_usage_logs', 'deployment_id', 'model_deployments', 'set null')
    ) as w (table_name, column_name, referenced_table, on_delete);

    -- The predicate is written as pg_get_expr() prints it. NULLS NOT DISTINCT came with 15: hence the two unique partial indexes.
    select jsonb_agg(w)
    into wanted_indexes
    from (
        values
            ('model_servers', 'idx_model_servers_health', '', array['health_status', 'enabled'], '', null),
            ('model_servers', 'idx_model_servers_location', '', array['location'], '', null),
            ('model_servers', 'idx_model_servers_type', '', array['type'], '', null),
            ('installed_models', 'idx_installed_models_last_used', '', array['last_used'], 'desc nulls last', null),
            ('installed_models', 'idx_installed_models_name', '', array['model_name'], '', null),
            ('installed_models', 'idx_installed_models_server', '', array['server_id'], '', null),
            ('installed_models', 'idx_installed_models_unversioned', 'unique', array['server_id', 'model_name'], '', '(version IS NULL)'),
            ('model_deployments', 'idx_deployments_alias', '', array['alias'], '', null),
            ('model_deployments', 'idx_deployments_model', '', array['model_id'], '', null),
            ('model_deployments', 'idx_deployments_server', '', array['server_id', 'status'], '', null),
            ('model_deployments', 'idx_deployments_status', '', array['status'], '', null),
            ('model_deployments', 'idx_deployments_unaliased', 'unique', array['server_id'], '', '(alias IS NULL)'),
            ('model_permissions', 'idx_permissions_access', '', array['access_type', 'access_value'], '', null),
            ('model_permissions', 'idx_permissions_model', '', array['model_id'], '', null),
            ('tier_model_rules', 'idx_tier_rules_pattern', '', array['model_pattern'], '', null),
            ('tier_model_rules', 'idx_tier_rules_tier', '', array['tier_code'], '', null),
            ('model_pricing', 'idx_pricing_provider', '', array['provider'], '', null),
            ('model_pricing', 'idx_pricing_updated', '', array['last_updated'], '', null),
            ('daily_cost_summary', 'idx_daily_cost_date', '', array['date'], '', null),
            ('daily_cost_summary', 'idx_daily_cost_provider', '', array['provider', 'date'], '', null),
            ('daily_cost_summary', 'idx_daily_cost_user', '', array['user_id', 'date'], '', null),
            ('audit_log', 'idx_audit_action', '', array['action_type'], '', null),
            ('audit_log', 'idx_audit_resource', '', array['resource_type', 'resource_id'], '', null),
            ('audit_log', 'idx_audit_timestamp', '', array['timestamp'], '', null),
            ('audit_log', 'idx_audit_user', '', array['user_id'], '', null),
            -- "serves": any index that leads with the column does, whatever follows it.
            ('llm_providers', 'idx_llm_providers_enabled', 'serves', array['enabled'], '', null),
            ('llm_providers', 'idx_llm_providers_type', '', array['type'], '', null),
            ('llm_usage_logs', 'idx_llm_usage_logs_provider', '', array['provider'], '', '(provider IS NOT NULL)'),
            ('llm_usage_logs', 'idx_llm_usage_logs_source', '', array['source'], '', '(source IS NOT NULL)'),
            ('llm_usage_logs', 'idx_llm_usage_logs_server', '', array['server_id'], '', '(server_id IS NOT NULL)'),
            ('llm_usage_logs', 'idx_llm_usage_logs_deployment', '', array['deployment_id'], '', '(deployment_id IS NOT NULL)')
    ) as w (table_name, index_name, rule, key_columns, key_order, predicate);

    ---------------------------------------------------------------------------------------------------------------------------
    -- What is there: nothing is touched in this part. It fills steps (what to say) and statements (what to do).
    ---------------------------------------------------------------------------------------------------------------------------

    -- One run at a time. Below, a table's lock is waited for no longer than deadlock_timeout's default: so it is this run that
    -- gives way, and never a transaction of V1.
    if not planning then
        if coalesce(current_setting('opscenter.runner', true), '') <> 'held' and not pg_try_advisory_xact_lock_shared(runner_lock) then
            raise exception using
                errcode = 'OCREF',
                message = format('V2 was refused, nothing was changed: a runner is at work on this database (%s).', coalesce(
                    (
                        select string_agg(format('pid %s %s', l.pid, a.application_name), ', ')
                        from pg_locks as l
                        left join pg_stat_activity as a on a.pid = l.pid
                        where l.locktype = 'advisory'
                            and l.database = (select d.oid from pg_database as d where d.datname = current_database())
                            and (l.classid::bigint << 32) | l.objid::bigint = runner_lock
                            and l.objsubid = 1
                            and l.granted
                            and l.pid <> pg_backend_pid()
                    ),
                    'it has ended since')),
                hint = 'Run the script again when it has finished.';
        end if;
        if caller_settings ->> 'lock_timeout' = '0' then
            perform set_config('lock_timeout', '60s', true);
        end if;
        perform pg_advisory_xact_lock(script_lock);
        if caller_settings ->> 'lock_timeout' = '0' then
            perform set_config('lock_timeout', '900ms', true);
        end if;
    end if;
    -- Before anything of the metadata is read: a view or a column's default would run the code of its owner.
    execute $trust$
        select array(
-- The roles whose objects are used: superusers, the owner of the tables that a migration extends, the owner of the database, the
-- runner, and who may act as one of them. $1: the schemas of the caller's search_path, $2: the names of the extended tables.
with recursive owners as (
    select d.datdba as oid
    from pg_catalog.pg_database as d
    where d.datname = pg_catalog.current_database()
    union
    select r.oid
    from pg_catalog.pg_roles as r
    where r.rolname in (current_user, session_user)
    union
    select x.relowner
    from pg_catalog.unnest($2::pg_catalog.text[]) as w (table_name)
    cross join lateral (
        select c.relowner
        from pg_catalog.unnest($1::pg_catalog.text[]) with ordinality as p (schema_name, place)
        join pg_catalog.pg_namespace as n on n.nspname = p.schema_name
        join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relname = w.table_name and c.relkind in ('r', 'p')
        order by p.place
        limit 1
    ) as x
),
-- pg_has_role() would search the memberships once for each role of the server.
members as (
    select o.oid
    from owners as o
    union
    select m.member
    from members as o
    join pg_catalog.pg_auth_members as m on m.roleid = o.oid
)
select r.oid
from pg_catalog.pg_roles as r
where r.rolsuper
    or r.rolname = 'pg_database_owner'
    or r.oid in (select o.oid from members as o)
        )
    $trust$
    into trusted_roles
    using caller_schemas::text[], array['llm_providers', 'llm_usage_logs'];
    execute $trust$
        select string_agg(format(E'\n  %s. %s, owner %s: %s', u.ordinal, u.title, u.owner, u.fault), '' order by u.ordinal)
        from (
            select f.*, row_number() over (order by f.title) as ordinal
            from (
-- What bears a name of our metadata and is not to be used: it belongs to a role that is not trusted, or it is not a plain table with
-- nothing but ours on it. A table's owner, a column's default or type, an index's predicate: each runs code in whoever uses it.
-- $1: the trusted roles.
with metadata as (
    select
        c.oid,
        c.relkind,
        c.relpersistence,
        c.relowner,
        c.relnamespace,
        c.relacl,
        c.relrowsecurity or c.relforcerowsecurity as has_row_security,
        n.nspname = 'opscenter_archive' as is_archive,
        pg_catalog.format('%I.%I', n.nspname, c.relname) as title
    from pg_catalog.pg_namespace as n
    join pg_catalog.pg_class as c on c.relnamespace = n.oid
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and (
            n.nspname = 'opscenter_archive'
            or n.nspname = 'opscenter' and c.relname in (
                'pair', 'migration', 'created_object', 'archive', 'journal', 'digest', 'known_whole')
            or n.nspname = 'opscenter' and pg_catalog.left(c.relname, 8) = 'capture_'
        )
),
faults as (
    select pg_catalog.format('schema %I', n.nspname) as title, n.nspowner as owner, 0 as place, 'its owner is not trusted' as fault
    from pg_catalog.pg_namespace as n
    where n.nspname in ('opscenter', 'opscenter_archive') and n.nspowner <> all ($1::pg_catalog.oid[])
    union all
    select m.title, m.relowner, f.place, f.fault
    from metadata as m
    cross join lateral (
        select 1, 'its owner is not trusted'
        where m.relowner <> all ($1::pg_catalog.oid[])
        union all
        select 2, 'it is no plain table'
        where m.relkind <> 'r' or m.relpersistence <> 'p'
        union all
        select 3, 'it inherits from a table, or one from it'
        where exists (select from pg_catalog.pg_inherits as i where m.oid in (i.inhrelid, i.inhparent))
        union all
        select 4, pg_catalog.format('it has the rule %I', r.rulename)
        from pg_catalog.pg_rewrite as r
        where r.ev_class = m.oid and m.relkind = 'r'
        union all
        select 5, pg_catalog.format('it has the trigger %I', t.tgname)
        from pg_catalog.pg_trigger as t
        where t.tgrelid = m.oid
            and not t.tgisinternal
            -- A superuser's can do nothing that its owner could not do anyway.
            and not exists (
                select
                from pg_catalog.pg_proc as p
                join pg_catalog.pg_roles as o on o.oid = p.proowner and o.rolsuper
                where p.oid = t.tgfoid)
        union all
        select 6, 'it has row security'
        where m.has_row_security or exists (select from pg_catalog.pg_policy as p where p.polrelid = m.oid)
        union all
        select 7, pg_catalog.format('column %I is of the type %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))
        from pg_catalog.pg_attribute as a
        where a.attrelid = m.oid and a.attnum > 0 and not a.attisdropped and a.atttypid >= 16384 and not m.is_archive
        union all
        select 8, pg_catalog.format('column %I has the default %s', a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid))
        from pg_catalog.pg_attrdef as d
        join pg_catalog.pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where d.adrelid = m.oid
            and (
                m.is_archive
                or a.attgenerated <> ''
                or pg_catalog.pg_get_expr(d.adbin, d.adrelid) not in (
                    'now()', 'clock_timestamp()', 'CURRENT_USER', 'SESSION_USER', '''complete''::text', 'current_setting(''server_version''::text)')
            )
        union all
        select 9, pg_catalog.format('it has the index %s, with an expression, a condition or an operator class of its own', i.indexrelid::pg_catalog.regclass)
        from pg_catalog.pg_index as i
        where i.indrelid = m.oid
            and (
                i.indexprs is not null
                or i.indpred is not null
                or not m.is_archive and exists (select from pg_catalog.unnest(i.indclass::pg_catalog.oid[]) as o (oid) where o.oid >= 16384)
            )
        union all
        select 10, pg_catalog.format('it has the constraint %I: %s', k.conname, pg_catalog.pg_get_constraintdef(k.oid))
        from pg_catalog.pg_constraint as k
        where k.conrelid = m.oid
            and case k.contype
                when 'c' then m.is_archive
                    or pg_catalog.pg_get_constraintdef(k.oid) !~ '^CHECK [(][(][a-z_]+ = ANY [(]ARRAY[[](''[a-z ]+''::text(, )?)+[]][)][)][)]$'
                when 'f' then not exists (select from metadata as o where o.oid = k.confrelid)
                else k.contype not in ('p', 'u', 'n')
            end
        union all
        select 11, pg_catalog.format('it has the statistics %I', s.stxname)
        from pg_catalog.pg_statistic_ext as s
        where s.stxrelid = m.oid
        union all
        select 12, w.fault
        from (
-- Who may write the table m of the metadata without being trusted, where nobody decided so for this table: a grant to everybody, one that
-- the default privileges of its owner make, or one of a role that is not trusted itself. $1: the trusted roles.
select pg_catalog.format(
    '%s may write it%s. Look through its rows, then revoke that: revoke %sinsert, update, delete, truncate, trigger on %s from %s cascade;',
    case g.grantee when 0 then 'everybody' else pg_catalog.format('role %I', pg_catalog.pg_get_userbyid(g.grantee)) end,
    case
        when g.is_passed_on then pg_catalog.format(', by a grant of role %I', pg_catalog.pg_get_userbyid(g.grantor))
        when g.grantee = 0 then ''
        else ' by the default privileges of its owner'
    end,
    case when g.is_passed_on then 'grant option for ' else '' end,
    m.oid::pg_catalog.regclass,
    case
        when g.is_passed_on then pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantor))
        when g.grantee = 0 then 'public'
        else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee))
    end) as fault
from (
    select
        a.grantee,
        a.grantor,
        a.grantor <> m.relowner and a.grantor <> all ($1::pg_catalog.oid[]) as is_passed_on,
        pg_catalog.array_agg(a.privilege_type) as rights
    from (
        select t.grantor, t.grantee, t.privilege_type
        from pg_catalog.aclexplode(m.relacl) as t
        union all
        select t.grantor, t.grantee, t.privilege_type
        from pg_catalog.pg_attribute as c
        cross join lateral pg_catalog.aclexplode(c.attacl) as t
        where c.attrelid = m.oid and t.grantee = 0
    ) as a
    group by a.grantee, a.grantor
) as g
where g.grantee <> m.relowner
    and g.grantee <> all ($1::pg_catalog.oid[])
    and g.rights && array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']
    and (
        g.grantee = 0
        or g.is_passed_on
        -- All that the default privileges give: a grant for this table has other rights.
        or exists (
            select
            from pg_catalog.pg_default_acl as d
            cross join lateral pg_catalog.aclexplode(d.defaclacl) as a
            where d.defaclrole = m.relowner
                and d.defaclobjtype = 'r'
                and d.defaclnamespace in (0, m.relnamespace)
                and a.grantee = g.grantee
            having pg_catalog.array_agg(a.privilege_type) && array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']
                and g.rights @> pg_catalog.array_agg(a.privilege_type)))
    -- Without USAGE on the schema the right is of no use. Below 16384 are the roles of the server itself.
    and exists (
        select
        from pg_catalog.pg_namespace as n
        cross join lateral pg_catalog.aclexplode(n.nspacl) as u
        join pg_catalog.pg_roles as r on r.oid >= 16384 and r.oid <> all ($1::pg_catalog.oid[])
        where n.oid = m.relnamespace
            and u.privilege_type = 'USAGE'
            and case u.grantee when 0 then true else pg_catalog.pg_has_role(r.oid, u.grantee, 'MEMBER') end
            and case g.grantee when 0 then true else pg_catalog.pg_has_role(r.oid, g.grantee, 'MEMBER') end)
        ) as w
    ) as f (place, fault)
)
select f.title, pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(f.owner)), pg_catalog.string_agg(f.fault, '; ' order by f.place, f.fault)
from faults as f
group by f.title, f.owner
order by f.title
            ) as f (title, owner, fault)
        ) as u
    $trust$
    into untrusted
    using trusted_roles;
    if untrusted is not null then
        raise exception using
            errcode = 'OCREF',
            message = 'V2 was refused, nothing was changed. What is in the place of the migration metadata is not trusted:' || untrusted,
            hint = format('Trusted are the owner of the V1 tables, the owner of the database, the role that runs this, and superusers. Find out who made it and why. '
                'If nothing in it is ours: alter schema %1$s rename to %1$s_of_somebody; if it is ours, its former owner takes it back.',
                case when untrusted ~ '[.] (schema )?opscenter[.,]' then 'opscenter' else 'opscenter_archive' end);
    end if;

    -- As that owner from here on, where the runner may and the owner can do all of it: so the code of an index, a check or a trigger of
    -- these tables runs with its owner's rights, and what V2 creates is the owner's, whoever logs in next.
    select min(c.relowner), min(pg_get_userbyid(c.relowner)::text)
    into base_owner, work_role
    from (values ('llm_providers'), ('llm_usage_logs')) as t (name)
    cross join lateral (
        select c.relowner
        from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
        join pg_namespace as n on n.nspname = p.schema_name
        join pg_class as c on c.relnamespace = n.oid and c.relname = t.name and c.relkind in ('r', 'p')
        order by p.ordinal
        limit 1
    ) as c
    having count(distinct c.relowner) = 1;
    if base_owner = (select r.oid from pg_roles as r where r.rolname = current_user)
        or not pg_has_role(base_owner, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end)
        or exists (
            with recursive family as (
                select f.table_oid, f.schema_oid
                from (values ('llm_providers'), ('llm_usage_logs')) as t (name)
                cross join lateral (
                    select c.oid as table_oid, c.relnamespace as schema_oid
                    from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
                    join pg_namespace as n on n.nspname = p.schema_name
                    join pg_class as c on c.relnamespace = n.oid and c.relname = t.name and c.relkind in ('r', 'p')
                    order by p.ordinal
                    limit 1
                ) as f
                union
                select i.inhrelid, (select c.relnamespace from pg_class as c where c.oid = i.inhrelid)
                from family as f
                join pg_inherits as i on i.inhparent = f.table_oid
            )
            select
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p')
                and (
                    c.oid in (select f.table_oid from family as f)
                    or c.relname = any (new_tables) and n.oid in (select f.schema_oid from family as f)
                    or n.nspname in ('opscenter', 'opscenter_archive')
                )
                and (
                    not pg_has_role(base_owner, c.relowner, 'USAGE')
                    or not has_schema_privilege(base_owner, n.oid, 'USAGE')
                    or not has_schema_privilege(base_owner, n.oid, 'CREATE')
                    or c.relrowsecurity and c.relforcerowsecurity
                )
        )
        or exists (
            select
            from pg_namespace as n
            where n.nspname in ('opscenter', 'opscenter_archive')
                and not (has_schema_privilege(base_owner, n.oid, 'USAGE') and has_schema_privilege(base_owner, n.oid, 'CREATE'))
        )
        -- The metadata of pairs with several owners can belong to none of them: a superuser keeps it.
        or (select r.rolsuper from pg_roles as r where r.rolname = current_user)
            and exists (
                select
                from pg_class as c
                where c.relname = 'llm_providers' and c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.relowner <> base_owner)
        or to_regnamespace('opscenter') is null
            and not has_database_privilege(base_owner, current_database(), 'CREATE')
            and not has_database_privilege(current_database(), 'CREATE')
    then
        work_role := null;
    end if;
    if work_role is not null then
        perform set_config('role', work_role, true);
    end if;

    -- Who may write opscenter.archive decides what is dropped, read and written on its word: no more than its owner could.
    if has_schema_privilege(to_regnamespace('opscenter')::oid, 'USAGE') and has_table_privilege(to_regclass('opscenter.archive')::oid, 'SELECT') then
        execute $trust$
            select string_agg(format(E'\n  %s.%s, archived as %I.%I: %s', a.source_schema, a.source_table, a.archive_schema, a.archive_table, f.fault), ''
                order by a.archive_schema, a.archive_table)
            from opscenter.archive as a
            join pg_class as b on b.oid = 'opscenter.archive'::regclass
            left join pg_class as kept
                on kept.relname = a.archive_table and kept.relnamespace = (select n.oid from pg_namespace as n where n.nspname = a.archive_schema)
            left join pg_class as base
                on base.relname = a.source_table and base.relnamespace = (select n.oid from pg_namespace as n where n.nspname = a.source_schema)
            cross join lateral (
                select case
                    when a.archive_schema not in ('opscenter', 'opscenter_archive')
                        or a.archive_table in ('pair', 'migration', 'created_object', 'archive', 'journal', 'digest', 'known_whole')
                        then 'no archive can be there'
                    when to_jsonb(a) ->> 'capture' !~ '^capture_[0-9]+_t[0-9]+$' then format('%s is no name of ours', to_jsonb(a) ->> 'capture')
                    when kept.oid is not null and not pg_has_role(b.relowner, kept.relowner, 'MEMBER')
                        then format('the archive belongs to role %I, and the owner of opscenter.archive (%I) is no member of it',
                            pg_get_userbyid(kept.relowner), pg_get_userbyid(b.relowner))
                    when base.oid is not null and not pg_has_role(b.relowner, base.relowner, 'MEMBER')
                        then format('the table belongs to role %I, and the owner of opscenter.archive (%I) is no member of it',
                            pg_get_userbyid(base.relowner), pg_get_userbyid(b.relowner))
                end as fault
            ) as f
            where f.fault is not null
        $trust$
        into untrusted;
        if untrusted is not null then
            raise exception using
                errcode = 'OCREF',
                message = 'V2 was refused, nothing was changed. opscenter.archive cannot be trusted:' || untrusted,
                hint = 'Where another table stands in the place of the one that was archived, rename it: alter table ... rename to ...; '
                    'Where the owner of our tables has changed, give opscenter.archive to that role, too: alter table opscenter.archive owner to ...; '
                    'Delete rows of opscenter.archive only if none of our runs wrote them: what they name is kept nowhere else.';
        end if;
    end if;

    -- The two V1 tables, by the search_path.
    select null::oid as table_oid, null::oid as schema_oid, null::name as schema_name
    into home;
    for wanted in
        select t.table_name, r.*
        from unnest(array['llm_providers', 'llm_usage_logs']) with ordinality as t (table_name, ordinal)
        left join lateral (
            select c.oid as table_oid, n.oid as schema_oid, n.nspname as schema_name, c.relkind, c.relispartition, c.reloftype
            from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
            join pg_namespace as n on n.nspname = p.schema_name
            join pg_class as c on c.relnamespace = n.oid and c.relname = t.table_name
            order by p.ordinal
            limit 1
        ) as r on true
        order by t.ordinal
    loop
        if wanted.table_oid is null then
            select string_agg(quote_ident(n.nspname), ', ' order by n.nspname)
            into elsewhere
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relname = wanted.table_name
                and c.relkind in ('r', 'p')
                and n.nspname not like 'pg_temp%';
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'table', wanted.table_name, 'message',
                case
                    when elsewhere is null then format(
                        'table %I does not exist in this database. Connect to the database that holds the V1 tables.',
                        wanted.table_name)
                    -- A path with several of them would choose the first: the remedy names one at a time.
                    else (
                        select format('table %I is not on the search_path (%s), but %s. If %s: %s', wanted.table_name, caller_settings ->> 'search_path',
                            case count(*) when 1 then format('schema %s has one', elsewhere) else format('schemas %s have one each', elsewhere) end,
                            case count(*) when 1 then 'that is the one' else 'one of them is meant' end,
                            string_agg(format('%sset search_path = %I;',
                                -- A schema that the role may not use is on no path.
                                case when not has_schema_privilege(n.oid, 'USAGE') then format('grant usage on schema %I to %I; ', n.nspname, current_user) end,
                                n.nspname), ' Or: ' order by n.nspname))
                        from pg_class as c
                        join pg_namespace as n on n.oid = c.relnamespace
                        where c.relname = wanted.table_name
                            and c.relkind in ('r', 'p')
                            and n.nspname not like 'pg_temp%'
                    )
                end);
            continue;
        end if;

        relations := relations || jsonb_build_object(wanted.table_name, to_jsonb(wanted));
        if wanted.table_name = 'llm_providers' then
            select wanted.table_oid, wanted.schema_oid, wanted.schema_name
            into home;
        end if;
        if wanted.relkind not in ('r', 'p') or wanted.relispartition or wanted.reloftype <> 0 then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                'message', format(
                    '%I.%I is a %s: columns cannot be added to it. V2 needs the table itself first on the search_path (%s).',
                    wanted.schema_name, wanted.table_name,
                    case
                        when wanted.relkind = 'v' then 'view'
                        when wanted.relkind = 'm' then 'materialized view'
                        when wanted.relkind = 'f' then 'foreign table'
                        when wanted.relispartition then 'partition of another table'
                        when wanted.reloftype <> 0 then 'typed table'
                        else 'relation of kind ' || wanted.relkind::text
                    end,
                    caller_settings ->> 'search_path'));
            relations := relations - wanted.table_name;
        end if;
    end loop;

    -- The new tables, in the schema of llm_providers.
    if home.schema_oid is not null then
        for wanted in
            select t.table_name, c.oid as table_oid, home.schema_oid, home.schema_name, c.relkind, y.oid as type_oid
            from unnest(new_tables) with ordinality as t (table_name, ordinal)
            left join pg_class as c on c.relnamespace = home.schema_oid and c.relname = t.table_name
            left join pg_type as y on y.typnamespace = home.schema_oid and y.typname = t.table_name and y.typrelid = 0
            order by t.ordinal
        loop
            if wanted.relkind not in ('r', 'p') then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                    'message', format(
                        '%I.%I exists, but is not a table, and V2 creates one of that name. Rename it: alter %s %1$I.%2$I rename to %4$I;',
                        wanted.schema_name, wanted.table_name,
                        case wanted.relkind
                            when 'v' then 'view'
                            when 'm' then 'materialized view'
                            when 'f' then 'foreign table'
                            when 'S' then 'sequence'
                            when 'c' then 'type'
                            else 'index'
                        end,
                        left(wanted.table_name, 50) || '_before_v2'));
                continue;
            end if;
            if wanted.table_oid is null and wanted.type_oid is not null then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                    'message', format(
                        'type %I.%I exists: PostgreSQL cannot create a table of that name. Rename it: alter type %1$I.%2$I rename to %3$I;',
                        wanted.schema_name, wanted.table_name, wanted.table_name || '_type'));
                continue;
            end if;
            relations := relations || jsonb_build_object(wanted.table_name, to_jsonb(wanted));

            select string_agg(quote_ident(p.schema_name), ', ' order by p.ordinal)
            into elsewhere
            from unnest(caller_schemas) with ordinality as p (schema_name, ordinal)
            join pg_namespace as n on n.nspname = p.schema_name
            join pg_class as c on c.relnamespace = n.oid and c.relname = wanted.table_name
            where p.ordinal < array_position(caller_schemas, home.schema_name);
            if elsewhere is not null then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                    'message', format(
                        'schema %s comes before %I on the search_path and has a %I of its own: the backend would see that one.',
                        elsewhere, wanted.schema_name, wanted.table_name));
            end if;
        end loop;
    end if;
    for relation in
        select
            c.oid as table_oid,
            format('%I.%I', n.nspname, c.relname) as qualified,
            n.nspname as schema_name,
            c.relname as table_name,
            f.fault
        from jsonb_each(relations) as r
        join pg_class as c on c.oid = (r.value ->> 'table_oid')::oid
        join pg_namespace as n on n.oid = c.relnamespace
        cross join lateral (
            select format('belongs to role %I, which is not trusted: it could read, change and drop what is written there. Rename it: alter table %I.%I rename to %I;',
                pg_get_userbyid(c.relowner), n.nspname, c.relname, left(c.relname, 50) || '_before_v2') as fault
            where c.relowner <> all (trusted_roles)
            union all
            select format('has the trigger %1$I, whose function %2$s belongs to role %3$I, which is not trusted. Drop it: drop trigger %1$I on %4$I.%5$I;',
                t.tgname, t.tgfoid::regprocedure, pg_get_userbyid(p.proowner), n.nspname, c.relname)
            from pg_trigger as t
            join pg_proc as p on p.oid = t.tgfoid
            where t.tgrelid = c.oid and not t.tgisinternal and p.proowner <> all (trusted_roles) and c.relowner = any (trusted_roles)
            union all
            select format('inherits from %1$s, which belongs to role %2$I, which is not trusted. Take it out: alter table %3$I.%4$I no inherit %1$s;',
                i.inhparent::regclass, pg_get_userbyid(p.relowner), n.nspname, c.relname)
            from pg_inherits as i
            join pg_class as p on p.oid = i.inhparent
            where i.inhrelid = c.oid and p.relowner <> all (trusted_roles) and c.relowner = any (trusted_roles)
        ) as f
        where r.key = any (new_tables)
        order by c.relname, f.fault
    loop
        steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
            'message', format('table %s %s', relation.qualified, relation.fault));
        -- Nothing else is said of it.
        relations := relations - relation.table_name;
    end loop;

    -- Metadata belongs to a pair: the schema whose llm_providers the search_path finds. opscenter.pair numbers the pairs, and the other
    -- tables refer to that number. A layout without it was written by scripts that knew one pair for each database.
    select
        n.oid as schema_oid,
        has_schema_privilege(n.oid, 'USAGE') as is_usable,
        max(c.oid) filter (where c.relname = 'pair') as pair_table,
        max(c.oid) filter (where c.relname = 'migration' and a.has_record) as migration_table,
        max(c.oid) filter (where c.relname = 'created_object' and a.has_objects) as object_table,
        max(c.oid) filter (where c.relname = 'archive' and a.has_archives) as archive_table,
        bool_or(c.relname = 'pair' and not a.has_pairs or c.relname = 'created_object' and not a.has_objects) as is_foreign,
        min(c.relname::text) filter (where c.relname = 'pair' and not a.has_pairs or c.relname = 'created_object' and not a.has_objects) as foreign_name
    into metadata
    from pg_namespace as n
    left join pg_class as c
        on c.relnamespace = n.oid and c.relkind = 'r' and c.relname in ('pair', 'migration', 'created_object', 'archive')
    left join lateral (
        select
            count(*) filter (where a.attname in ('number', 'schema_name', 'schema_oid', 'table_oid', 'record_oid')) = 5 as has_pairs,
            count(*) filter (where a.attname in ('name', 'state', 'record_oid', 'created_schema')) = 4 as has_record,
            count(*) filter (where a.attname in ('id', 'migration', 'kind', 'schema_name', 'table_oid')) = 5 as has_objects,
            count(*) filter (where a.attname in ('archive_number', 'migration', 'source_schema', 'key_columns')) = 4 as has_archives
        from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ) as a on true
    where n.nspname = 'opscenter'
    group by n.oid;
    if metadata.is_foreign then
        raise exception using
            errcode = 'OCREF',
            message = format('V2 was refused, nothing was changed: opscenter.%s exists, but is not the list of %s.', metadata.foreign_name,
                case metadata.foreign_name when 'pair' then 'pairs' else 'created objects' end),
            hint = format('Rename it: alter table opscenter.%s rename to %1$s_before_v2;', metadata.foreign_name);
    end if;
    is_earlier_layout := metadata.pair_table is null
        and (metadata.migration_table is not null and metadata.object_table is not null or metadata.archive_table is not null)
        and metadata.is_usable
        and coalesce(has_table_privilege(metadata.migration_table, 'SELECT'), true)
        and coalesce(has_table_privilege(metadata.object_table, 'SELECT'), true)
        and coalesce(has_table_privilege(metadata.archive_table, 'SELECT'), true);
    if is_earlier_layout then
        if metadata.migration_table is not null and metadata.object_table is not null then
            -- A table that is there is asked for its schema: its schema may have been renamed since.
            execute '
                select coalesce(array_agg(distinct s.schema_name) filter (where s.is_home), ''{}'')
                from (
                    select p.schema_name, bool_or(p.kind = ''table'') or exists (
                        select
                        from pg_class as c
                        join pg_namespace as n on n.oid = c.relnamespace
                        where n.nspname = p.schema_name and c.relname = ''llm_providers'') as is_home
                    from (
                        select coalesce(n.nspname, o.schema_name) as schema_name, o.kind
                        from opscenter.created_object as o
                        join opscenter.migration as m on m.name = o.migration
                        left join pg_class as c on c.oid = o.table_oid and m.record_oid = m.tableoid
                        left join pg_namespace as n on n.oid = c.relnamespace
                    ) as p
                    group by p.schema_name
                ) as s'
            into recorded_homes;
        end if;
        if metadata.archive_table is not null then
            execute '
                select coalesce(array_agg(distinct a.source_schema), ''{}'')
                from opscenter.archive as a
                where a.key_columns = ''{}'' or exists (
                    select
                    from pg_class as c
                    join pg_namespace as n on n.oid = c.relnamespace
                    where n.nspname = a.source_schema and c.relname = ''llm_providers'')'
            into earlier_homes;
        end if;
        earlier_homes := array(
            select distinct h.schema_name
            from unnest(recorded_homes || earlier_homes) as h (schema_name)
            order by h.schema_name);
    end if;
    -- A record of a run that found everything in place has no objects: it is taken for that of this pair.
    if is_earlier_layout and home.schema_name is not null then
        if earlier_homes = '{}' then
            earlier_homes := array[home.schema_name];
        end if;
        if recorded_homes = '{}' and metadata.migration_table is not null then
            recorded_homes := earlier_homes[1:1];
        end if;
    end if;
    if is_earlier_layout and not planning and not current_setting('transaction_read_only')::boolean and cardinality(earlier_homes) > 0 then
        if not pg_has_role((select n.nspowner from pg_namespace as n where n.oid = metadata.schema_oid), 'USAGE')
            and not has_schema_privilege(metadata.schema_oid, 'CREATE')
            or exists (
                select
                from pg_class as c
                where c.oid in (metadata.migration_table, metadata.object_table, metadata.archive_table) and not pg_has_role(c.relowner, 'USAGE')
            )
        then
            raise exception using
                errcode = 'OCREF',
                message = format(
                    'V2 was refused, nothing was changed: the tables of schema opscenter have the layout of an earlier release, and role %I may not extend them.',
                    current_user),
                hint = format('Run the script once as their owner: %s.', (
                    select string_agg(distinct quote_ident(pg_get_userbyid(c.relowner)), ', ')
                    from pg_class as c
                    where c.oid in (metadata.migration_table, metadata.object_table, metadata.archive_table)));
        end if;

        create table opscenter.pair (
            number integer primary key,
            schema_name name not null,
            schema_oid oid not null,
            table_oid oid not null,
            record_oid oid not null
        );
        insert into opscenter.pair (number, schema_name, schema_oid, table_oid, record_oid)
        select h.number, h.schema_name, coalesce(n.oid, 0), coalesce(c.oid, 0), 'opscenter.pair'::regclass
        from unnest(earlier_homes) with ordinality as h (schema_name, number)
        left join pg_namespace as n on n.nspname = h.schema_name
        left join pg_class as c on c.relnamespace = n.oid and c.relname = 'llm_providers'
        order by h.number;

        -- SET NOT NULL fails if a row had no pair.
        if metadata.migration_table is not null and metadata.object_table is not null then
            for dropped_constraint in
                select c.conrelid::regclass as table_name, c.conname
                from pg_constraint as c
                where c.conrelid in (metadata.migration_table, metadata.object_table) and c.contype in ('p', 'f')
                order by c.contype
            loop
                execute format('alter table %s drop constraint %I', dropped_constraint.table_name, dropped_constraint.conname);
            end loop;
            alter table opscenter.migration add column pair integer;
            alter table opscenter.created_object add column pair integer;
            update opscenter.created_object as o
            set pair = p.number
            from opscenter.created_object as q
            join opscenter.migration as m on m.name = q.migration
            left join pg_class as c on c.oid = q.table_oid and m.record_oid = m.tableoid
            left join pg_namespace as n on n.oid = c.relnamespace
            join opscenter.pair as p on p.schema_name = case
                when coalesce(n.nspname, q.schema_name) = any (recorded_homes) then coalesce(n.nspname, q.schema_name)
                else recorded_homes[1]
            end
            where q.id = o.id;
            update opscenter.migration as m
            set pair = p.number
            from opscenter.pair as p
            where p.schema_name = recorded_homes[1];
            insert into opscenter.migration (pair, name, version, state, applied_at, applied_by, created_schema, record_oid, archive_number)
            select p.number, m.name, m.version, m.state, m.applied_at, m.applied_by, m.created_schema, m.record_oid, m.archive_number
            from opscenter.migration as m
            join opscenter.pair as p on p.schema_name = any (recorded_homes[2:]);
            alter table opscenter.migration alter column pair set not null, add primary key (pair, name);
            alter table opscenter.created_object
                alter column pair set not null,
                add primary key (pair, id),
                add foreign key (pair, migration) references opscenter.migration (pair, name);
        end if;
        if metadata.archive_table is not null then
            alter table opscenter.archive add column pair integer;
            update opscenter.archive as a
            set pair = p.number
            from opscenter.pair as p
            where p.schema_name = case when a.source_schema = any (earlier_homes) then a.source_schema else earlier_homes[1] end;
            alter table opscenter.archive alter column pair set not null;
        end if;
        select 'opscenter.pair'::regclass::oid as pair_table, metadata.schema_oid, metadata.is_usable, metadata.migration_table,
            metadata.object_table, metadata.archive_table, false as is_foreign, null::text as foreign_name
        into metadata;
        is_earlier_layout := false;
    end if;
    -- By the OID of its llm_providers; where that table was made anew, by its schema's; in a database that was dumped and restored by name.
    select null::integer as number, null::name as schema_name, false as is_current
    into found_pair;
    if metadata.pair_table is not null and metadata.is_usable and has_table_privilege(metadata.pair_table, 'SELECT') then
        execute '
            select p.number, p.schema_name,
                p.record_oid = p.tableoid and p.table_oid is not distinct from $1 and p.schema_oid = $2 and p.schema_name = $3 as is_current
            from opscenter.pair as p
            where case
                when p.record_oid = p.tableoid then p.table_oid = $1 or p.schema_oid = $2 and not exists (
                    select
                    from pg_class as c
                    where c.oid = p.table_oid and c.relnamespace <> $2)
                else p.schema_name = $3
            end
            order by p.table_oid is not distinct from $1 desc, p.number desc
            limit 1'
        into found_pair
        using home.table_oid, home.schema_oid, home.schema_name;
        if found_pair.number is not null then
            archived_of_pair := format('a.pair = %s', found_pair.number);
            if metadata.object_table is not null and has_table_privilege(metadata.object_table, 'SELECT') then
                execute 'select coalesce(array_agg(o.id), ''{}'') from opscenter.created_object as o where o.pair = $1'
                into pair_objects
                using found_pair.number;
            end if;
        end if;
    elsif is_earlier_layout and home.schema_name = any (earlier_homes) then
        archived_of_pair := format('case when a.source_schema = any (%L::name[]) then a.source_schema else %L end = %L',
            earlier_homes, earlier_homes[1], home.schema_name);
        if home.schema_name = any (recorded_homes) then
            execute '
                select coalesce(array_agg(o.id), ''{}'')
                from opscenter.created_object as o
                join opscenter.migration as m on m.name = o.migration
                left join pg_class as c on c.oid = o.table_oid and m.record_oid = m.tableoid
                left join pg_namespace as n on n.oid = c.relnamespace
                where $2 = case when coalesce(n.nspname, o.schema_name) = any ($1) then coalesce(n.nspname, o.schema_name) else $1[1] end'
            into pair_objects
            using recorded_homes, home.schema_name;
        end if;
    end if;
    pair_number := found_pair.number;
    -- All of the metadata or none of it: where the role may not write it, the pair is found by identity again, and somebody else follows.
    if found_pair.number is not null and not found_pair.is_current and not planning and not current_setting('transaction_read_only')::boolean
        and not exists (
            select
            from pg_class as c
            where c.relnamespace = metadata.schema_oid
                and c.relkind = 'r'
                and case
                    when c.relname in ('pair', 'created_object', 'archive') then not has_table_privilege(c.oid, 'UPDATE')
                    when c.relname = 'journal' then not has_table_privilege(c.oid, 'SELECT')
                    when c.relname = 'digest'
                        then not (has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'DELETE') and has_table_privilege(c.oid, 'INSERT'))
                end)
    then
        if home.schema_name <> found_pair.schema_name then
            if metadata.object_table is not null then
                execute $follow$
-- A schema was renamed: its new name in the record. $1: the pair, $2: the new name, $3: the old one. Definitions have the name, too, and
-- are what a restored database is searched by.
update opscenter.created_object as o
set schema_name = $2,
    definition = coalesce(
        case o.kind
            when 'index' then (
                select pg_catalog.pg_get_indexdef(i.indexrelid)
                from pg_catalog.pg_index as i
                join pg_catalog.pg_class as x on x.oid = i.indexrelid
                where i.indrelid = t.oid and x.relname = o.object_name)
            when 'constraint' then (
                select pg_catalog.pg_get_constraintdef(x.oid)
                from pg_catalog.pg_constraint as x
                where x.conrelid = t.oid and x.conname = o.object_name and x.contype <> 'n')
            when 'trigger' then (
                select pg_catalog.pg_get_triggerdef(x.oid)
                from pg_catalog.pg_trigger as x
                where x.tgrelid = t.oid and x.tgname = o.object_name)
        end,
        o.definition)
from opscenter.created_object as q
left join lateral (
    select c.oid
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace and n.nspname = $2
    where c.relname = q.table_name
) as t on true
where q.id = o.id and o.pair = $1 and o.schema_name = $3
                $follow$
                using pair_number, home.schema_name, found_pair.schema_name;
            end if;
            if metadata.archive_table is not null then
                update opscenter.archive as a
                set source_schema = home.schema_name
                where a.pair = pair_number and a.source_schema = found_pair.schema_name;
            end if;
            if to_regclass('opscenter.digest') is not null and exists (
                    select
                    from pg_attribute as a
                    where a.attrelid = to_regclass('opscenter.journal') and a.attname = 'pair')
            then
                execute $follow$
-- Schemas were renamed: their new names in the digests of a pair. $1: the pair, $2: the new name of its schema, $3: the old one. Names may
-- have been exchanged, so what moves is taken out first; what would meet another row of its key stays as it is.
with placed as (
    select d.journal_id, d.kind, d.schema_name, d.object_name, coalesce(n.nspname, case d.schema_name when $3 then $2 else d.schema_name end) as now_in
    from opscenter.digest as d
    join opscenter.journal as j on j.id = d.journal_id and j.pair = $1
    left join pg_catalog.pg_class as c on c.oid = (d.detail ->> 'Oid')::pg_catalog.oid and c.relname = d.object_name
    left join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
),
moving as (
    select p.*, pg_catalog.count(*) over (partition by p.journal_id, p.kind, p.now_in, p.object_name) as rows_of_key
    from placed as p
),
moved as (
    delete from opscenter.digest as d
    using moving as m
    where (d.journal_id, d.kind, d.schema_name, d.object_name) = (m.journal_id, m.kind, m.schema_name, m.object_name)
        and m.now_in <> m.schema_name
        and m.rows_of_key = 1
    returning d.*, m.now_in
),
taken as (
    -- All of them, before the first one is written.
    select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(m)) as digests
    from moved as m
)
insert into opscenter.digest (journal_id, kind, schema_name, object_name, algorithm, taken_at, row_count, content, detail)
select r.journal_id, r.kind, r.now_in, r.object_name, r.algorithm, r.taken_at, r.row_count, r.content,
    r.detail || case when r.detail ? 'Schema' then pg_catalog.jsonb_build_object('Schema', r.now_in) else '{}' end
from taken as t
cross join lateral pg_catalog.jsonb_to_recordset(t.digests) as r (
    journal_id bigint, kind text, now_in text, object_name text, algorithm text, taken_at pg_catalog.timestamptz, row_count bigint, content text,
    detail pg_catalog.jsonb)
                $follow$
                using pair_number, home.schema_name::text, found_pair.schema_name::text;
            end if;
        end if;
        update opscenter.pair as p
        set schema_name = home.schema_name, schema_oid = home.schema_oid, table_oid = coalesce(home.table_oid, 0), record_oid = p.tableoid
        where p.number = pair_number;
    end if;

    -- The record of what V2 creates.
    select
        n.oid as schema_oid,
        m.oid as table_oid,
        has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(m.oid, 'SELECT') and coalesce(has_table_privilege(o.oid, 'SELECT'), true)
            and coalesce(has_table_privilege(metadata.pair_table, 'SELECT'), true) as is_readable,
        has_schema_privilege(n.oid, 'USAGE')
            and has_table_privilege(m.oid, 'INSERT') and has_table_privilege(m.oid, 'UPDATE')
            and coalesce(has_table_privilege(o.oid, 'INSERT') and has_table_privilege(o.oid, 'UPDATE') and has_table_privilege(o.oid, 'DELETE'), true)
            and coalesce(
                has_table_privilege(metadata.pair_table, 'INSERT') and has_table_privilege(metadata.pair_table, 'UPDATE'),
                has_schema_privilege(n.oid, 'CREATE')) as is_writable
    into record_schema
    from pg_namespace as n
    left join pg_class as m on m.relnamespace = n.oid and m.relname = 'migration'
    left join pg_class as o on o.relnamespace = n.oid and o.relname = 'created_object'
    where n.nspname = 'opscenter';
    if record_schema.is_readable then
        if 4 > (
            select count(*)
            from pg_attribute as a
            where a.attrelid = record_schema.table_oid and not a.attisdropped and a.attname in ('name', 'state', 'record_oid', 'created_schema')
        ) or to_regclass('opscenter.created_object') is null then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', 'opscenter', 'table', 'migration', 'message',
                'opscenter.migration exists, but is not the record of migrations. Rename it: alter table opscenter.migration rename to migration_before_v2;');
        else
            select m.state
            into record_state
            from opscenter.migration as m
            where m.name = 'v2'
                and case
                    when is_earlier_layout then home.schema_name = any (recorded_homes)
                    else (to_jsonb(m) ->> 'pair')::integer = pair_number
                end;
            select coalesce(jsonb_agg(to_jsonb(o)), '[]')
            into recorded
            from opscenter.created_object as o
            where o.id = any (pair_objects) and o.migration = 'v2' and o.kind in ('index', 'constraint');
        end if;
    end if;

    if pair_number is null and not is_earlier_layout then
        pair_number := 1;
        if metadata.pair_table is not null and metadata.is_usable and has_table_privilege(metadata.pair_table, 'SELECT') then
            execute 'select coalesce(max(p.number), 0) + 1 from opscenter.pair as p'
            into pair_number;
        end if;
    end if;
    for wanted in
        select r.key as table_name, r.value ->> 'schema_name' as schema_name, (r.value ->> 'table_oid')::oid as table_oid
        from jsonb_each(relations) as r
        where r.key in ('llm_providers', 'llm_usage_logs')
        order by r.key
    loop
        if wanted.schema_name in ('opscenter', 'opscenter_archive') then
            -- Once for each schema.
            continue when wanted.table_name <> 'llm_providers' and wanted.schema_name = home.schema_name;
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', wanted.schema_name, 'table', wanted.table_name,
                'message', format(
                    'table %1$I.%2$I is in schema %1$I, whose name V2 uses for its own tables. Rename the schema: '
                    'alter schema %1$I rename to %3$I; and put the new name into the search_path of the roles or the database that use it.',
                    wanted.schema_name, wanted.table_name, wanted.schema_name || '_v1'));
            continue;
        end if;
        elsewhere := null;
        if wanted.schema_name <> home.schema_name then
            select format('schema %I has a table llm_providers of its own', n.nspname)
            into elsewhere
            from pg_namespace as n
            join pg_class as c on c.relnamespace = n.oid and c.relname = 'llm_providers'
            where n.nspname = wanted.schema_name;
        end if;
        if elsewhere is null and metadata.pair_table is not null and metadata.object_table is not null and record_schema.is_readable then
            execute 'select format(''V2 extended it for schema %I'', p.schema_name) '
                'from opscenter.created_object as o '
                'join opscenter.pair as p on p.number = o.pair '
                'where o.pair <> $1 and case when p.record_oid = p.tableoid then o.table_oid = $2 else o.schema_name = $3 and o.table_name = $4 end '
                'limit 1'
            into elsewhere
            using pair_number, wanted.table_oid, wanted.schema_name, wanted.table_name;
        end if;
        if elsewhere is not null then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', wanted.schema_name, 'table', wanted.table_name,
                'message', format(
                    'table %I.%I does not belong to schema %I, where llm_providers is: %s. One table cannot serve two pairs. '
                    'Set a search_path that leads to both tables of one pair.',
                    wanted.schema_name, wanted.table_name, home.schema_name, elsewhere));
        end if;
    end loop;

    -- Table by table: the new ones first, so that the locks on V1's tables are taken last.
    for relation in
        select
            t.table_name,
            (r.value ->> 'table_oid')::oid as table_oid,
            (r.value ->> 'schema_oid')::oid as schema_oid,
            r.value ->> 'schema_name' as schema_name,
            format('%I.%I', r.value ->> 'schema_name', t.table_name) as qualified,
            r.value ->> 'relkind' as relkind,
            t.table_name = any (new_tables) as is_new
        from unnest(new_tables || array['llm_providers', 'llm_usage_logs']::name[]) with ordinality as t (table_name, ordinal)
        join jsonb_each(relations) as r on r.key = t.table_name
        where home.schema_oid is not null
        order by t.ordinal
    loop
        clauses := '{}';
        differences := '{}';
        first_step := jsonb_array_length(steps);

        if relation.table_oid is null then
            select array_agg(line order by part, ordinal)
            into clauses
            from (
                select 1 as part, w.ordinal, format('%I %s%s%s',
                    w.value ->> 'column_name',
                    case when w.value ->> 'default_value' = 'nextval' then 'bigserial' else w.value ->> 'data_type' end,
                    case when (w.value ->> 'not_null')::boolean then ' not null' end,
                    ' default ' || nullif(w.value ->> 'default_value', 'nextval')) as line
                from jsonb_array_elements(wanted_columns) with ordinality as w (value, ordinal)
                where w.value ->> 'table_name' = relation.table_name
                union all
                select 2, w.ordinal, format('%s (%s)', w.value ->> 'key_type', (
                    select string_agg(quote_ident(k.name), ', ' order by k.ordinal)
                    from jsonb_array_elements_text(w.value -> 'key_columns') with ordinality as k (name, ordinal)))
                from jsonb_array_elements(wanted_keys) with ordinality as w (value, ordinal)
                where w.value ->> 'table_name' = relation.table_name
                union all
                select 3, w.ordinal, format('foreign key (%I) references %I.%I (id) on delete %s',
                    w.value ->> 'column_name', relation.schema_name, w.value ->> 'referenced_table', w.value ->> 'on_delete')
                from jsonb_array_elements(wanted_references) with ordinality as w (value, ordinal)
                where w.value ->> 'table_name' = relation.table_name
            ) as lines;
            statements := statements || format(E'create table %s (\n    %s\n)', relation.qualified,
                array_to_string(clauses, E',\n    '));
            steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', format('table %s %s', relation.qualified, verb));
        else
            if relation.is_new then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                    'message', format('table %s is there', relation.qualified));
            end if;

            -- Columns, judged by pg_attribute. What V2 writes must be stored as written: a narrower varchar refuses, it does not alter.
            for found_column in
                select
                    w.column_name,
                    w.data_type,
                    w.not_null,
                    w.default_value,
                    a.attname is not null as is_there,
                    format_type(a.atttypid, a.atttypmod) as found_type,
                    a.attnotnull,
                    a.attgenerated <> '' as is_generated,
                    a.attidentity <> '' as is_identity,
                    pg_get_expr(d.adbin, d.adrelid) as found_default,
                    format_type(a.atttypid, a.atttypmod) = w.data_type
                        or (w.data_type like 'character varying%' and a.atttypid in ('varchar'::regtype, 'text'::regtype))
                        or (w.data_type = 'integer' and a.atttypid = 'bigint'::regtype)
                        or (w.data_type like 'numeric%' and a.atttypid = 'numeric'::regtype and (
                            a.atttypmod = -1
                            or (
                                (a.atttypmod - 4) & 2047 >= t.scale
                                and (((a.atttypmod - 4) >> 16) & 65535) - ((a.atttypmod - 4) & 2047) >= t.digits - t.scale
                            )
                        )) as is_compatible
                from jsonb_to_recordset(wanted_columns)
                    as w (table_name name, column_name name, data_type text, not_null boolean, default_value text)
                cross join lateral (
                    select
                        substring(w.data_type from 'numeric[(]([0-9]+)')::integer as digits,
                        substring(w.data_type from 'numeric[(][0-9]+,([0-9]+)')::integer as scale
                ) as t
                left join pg_attribute as a
                    on a.attrelid = relation.table_oid and a.attname = w.column_name and a.attnum > 0 and not a.attisdropped
                left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where w.table_name = relation.table_name
            loop
                if not found_column.is_there then
                    if relation.is_new then
                        differences := differences || format('column %I (%s) is missing', found_column.column_name, found_column.data_type);
                        continue;
                    end if;

                    -- A partition or an inheriting table gets the column too; one that has it with another type stops the ALTER.
                    select string_agg(format('%s (%s)', a.attrelid::regclass, format_type(a.atttypid, a.atttypmod)), ', ')
                    into elsewhere
                    from (
                        with recursive descendants as (
                            select i.inhrelid
                            from pg_inherits as i
                            where i.inhparent = relation.table_oid
                            union
                            select i.inhrelid
                            from pg_inherits as i
                            join descendants as d on d.inhrelid = i.inhparent
                        )
                        select inhrelid
                        from descendants
                    ) as d
                    join pg_attribute as a on a.attrelid = d.inhrelid and a.attname = found_column.column_name and not a.attisdropped
                    where format_type(a.atttypid, a.atttypmod) <> found_column.data_type;
                    if elsewhere is not null then
                        steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'column', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', found_column.column_name, 'message', format(
                                'column %I (%s) cannot be added to %s: a table that inherits from it has one of another type: %s. Rename that column.',
                                found_column.column_name, found_column.data_type, relation.qualified, elsewhere));
                        continue;
                    end if;

                    clauses := clauses || format('add column %I %s%s', found_column.column_name, found_column.data_type,
                        ' default ' || found_column.default_value);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'column', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', found_column.column_name, 'message', format(
                            'column %s.%I %s %s', relation.qualified, found_column.column_name, found_column.data_type, verb));

                    -- Declared with its new column, a foreign key is valid without a look at the rows.
                    for wanted in
                        select w.*
                        from jsonb_to_recordset(wanted_references)
                            as w (table_name name, column_name name, referenced_table name, on_delete text)
                        where w.table_name = relation.table_name and w.column_name = found_column.column_name
                    loop
                        select n.name
                        into chosen
                        from generate_series(0, 99) as s (n)
                        cross join lateral (
                            select format('%s_%s_fkey%s', relation.table_name, wanted.column_name, nullif(s.n, 0)) as name
                        ) as n
                        where not exists (
                            select
                            from pg_constraint as c
                            where c.conrelid = relation.table_oid and c.conname = n.name
                        )
                        order by s.n
                        limit 1;
                        clauses[cardinality(clauses)] := clauses[cardinality(clauses)] || format(
                            ' constraint %I references %I.%I (id) on delete %s', chosen, home.schema_name, wanted.referenced_table, wanted.on_delete);
                        steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', chosen, 'message', format(
                                'foreign key %s (%I) to %I.%I, on delete %s, %s', relation.qualified, wanted.column_name,
                                home.schema_name, wanted.referenced_table, wanted.on_delete, verb));
                    end loop;
                elsif found_column.is_generated or not found_column.is_compatible then
                    if relation.is_new then
                        differences := differences || format('column %I is %s%s, not %s', found_column.column_name,
                            case when found_column.is_generated then 'generated ' end, found_column.found_type, found_column.data_type);
                    else
                        steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'column', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', found_column.column_name, 'message', format(
                                'column %s.%I exists as %s%s, V2 needs %s. V2 retypes nothing; rename yours: alter table %1$s rename column %2$I to %6$I;',
                                relation.qualified, found_column.column_name,
                                case when found_column.is_generated then 'generated ' end,
                                found_column.found_type, found_column.data_type, left(found_column.column_name, 55) || '_v1'));
                    end if;
                else
                    if relation.is_new and found_column.not_null and found_column.default_value is not null
                        and found_column.found_default is null and not found_column.is_identity
                    then
                        differences := differences || format('column %I has no default', found_column.column_name);
                    end if;
                    statement := concat_ws(', ',
                        case when found_column.found_type <> found_column.data_type
                            then format('type %s instead of %s', found_column.found_type, found_column.data_type) end,
                        case when found_column.attnotnull and not found_column.not_null then 'NOT NULL' end,
                        case when found_column.not_null and not found_column.attnotnull then 'NULL allowed' end,
                        case
                            when found_column.is_identity then 'identity'
                            when found_column.default_value = 'nextval' and found_column.found_default like 'nextval(%' then null
                            when found_column.found_default is distinct from found_column.default_value then
                                format('default %s instead of %s',
                                    coalesce(found_column.found_default, 'none'), coalesce(found_column.default_value, 'none'))
                        end);
                    steps := steps || jsonb_build_object(
                        'kind', case when statement = '' then 'OCKEP' else 'OCDIF' end,
                        'object', 'column', 'schema', relation.schema_name, 'table', relation.table_name, 'name', found_column.column_name,
                        'message', format('column %s.%I %s is there and stays as it is%s', relation.qualified, found_column.column_name,
                            found_column.found_type, ': ' || nullif(statement, '')));
                end if;
            end loop;

            -- Keys of a table that was there before. A primary key is part of its shape; a unique constraint can be added.
            for wanted in
                select
                    w.*,
                    (select string_agg(quote_ident(k.name), ', ' order by k.ordinal)
                        from unnest(w.key_columns) with ordinality as k (name, ordinal)) as column_list,
                    exists (
                        select
                        from pg_index as i
                        where i.indrelid = relation.table_oid
                            and i.indisunique
                            and i.indisvalid
                            and i.indimmediate
                            and i.indpred is null
                            and (w.key_type = 'unique' or i.indisprimary)
                            and (
                                select array_agg(a.attname order by a.attname)
                                from unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
                                left join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                                where k.ordinal <= i.indnkeyatts
                            ) = (select array_agg(k order by k) from unnest(w.key_columns) as k)
                    ) as has_key
                from jsonb_to_recordset(wanted_keys) as w (table_name name, key_type text, key_columns name[])
                where w.table_name = relation.table_name
            loop
                if wanted.has_key then
                    steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'message', format('%s (%s) of %s is there',
                            wanted.key_type, wanted.column_list, relation.qualified));
                elsif wanted.key_type = 'primary key' then
                    differences := differences || format('primary key (%s) is missing', wanted.column_list);
                elsif cardinality(differences) = 0 then
                    if has_table_privilege(relation.table_oid, 'SELECT') then
                        execute format('select exists (select from %s where (%s) is not null group by %2$s having count(*) > 1)',
                            relation.qualified, wanted.column_list)
                        into is_there;
                        if is_there then
                            differences := differences || format('rows with equal (%s) forbid the unique constraint on them', wanted.column_list);
                        end if;
                    end if;
                    select n.name
                    into chosen
                    from generate_series(0, 99) as s (n)
                    cross join lateral (
                        select format('%s_key%s', left(relation.table_name || '_' || array_to_string(wanted.key_columns, '_'), 55),
                            nullif(s.n, 0)) as name
                    ) as n
                    where not exists (
                            select
                            from pg_class as c
                            where c.relnamespace = relation.schema_oid and c.relname = n.name
                        )
                        and not exists (
                            select
                            from pg_constraint as c
                            where c.conrelid = relation.table_oid and c.conname = n.name
                        )
                    order by s.n
                    limit 1;
                    clauses := clauses || format('add constraint %I unique (%s)', chosen, wanted.column_list);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format(
                            'unique (%s) of %s %s', wanted.column_list, relation.qualified, verb));
                end if;
            end loop;

            -- Foreign keys whose column was there before.
            for wanted in
                select
                    w.*,
                    (relations -> w.referenced_table::text ->> 'table_oid')::oid as referenced_oid,
                    a.attnum
                from jsonb_to_recordset(wanted_references)
                    as w (table_name name, column_name name, referenced_table name, on_delete text)
                join pg_attribute as a on a.attrelid = relation.table_oid and a.attname = w.column_name and a.atttypid = 'uuid'::regtype
                where w.table_name = relation.table_name
                    -- What has the name and is not taken for the table is refused already.
                    and (relations ? w.referenced_table::text or not exists (
                        select
                        from pg_class as c
                        where c.relnamespace = home.schema_oid and c.relname = w.referenced_table
                    ))
            loop
                select c.conname
                into chosen
                from pg_constraint as c
                join pg_attribute as a on a.attrelid = c.confrelid and a.attname = 'id'
                where c.conrelid = relation.table_oid
                    and c.contype = 'f'
                    and c.convalidated
                    and c.conkey = array[wanted.attnum]
                    and c.confrelid = wanted.referenced_oid
                    and c.confkey = array[a.attnum]
                    and c.confdeltype = case wanted.on_delete when 'cascade' then 'c' else 'n' end
                limit 1;
                if chosen is not null then
                    steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format('foreign key %I of %s is there and valid', chosen, relation.qualified));
                    continue;
                end if;

                -- One that an interrupted run added, and did not come to validate.
                select c.conname
                into chosen
                from pg_constraint as c
                join jsonb_to_recordset(recorded) as o (object_oid oid) on o.object_oid = c.oid
                where c.conrelid = relation.table_oid
                    and c.contype = 'f'
                    and not c.convalidated
                    and c.conkey = array[wanted.attnum]
                    and c.confrelid = wanted.referenced_oid;
                if chosen is not null then
                    statement := format('alter table %s validate constraint %I', relation.qualified, chosen);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format('foreign key %I of %s %s', chosen, relation.qualified,
                            case when planning then 'would be validated' else 'validated' end));
                    if online then
                        builds := builds || jsonb_build_object('kind', 'transaction', 'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                            'lock', 'SHARE UPDATE EXCLUSIVE', 'message', format('validate foreign key %I of %s', chosen, relation.qualified),
                            'statements', jsonb_build_array(statement), 'steps', jsonb_build_array(steps -> -1));
                    else
                        statements := statements || statement;
                        altered := altered || relation.table_oid;
                    end if;
                    continue;
                end if;

                is_there := false;
                if has_table_privilege(relation.table_oid, 'SELECT')
                    and (wanted.referenced_oid is null or has_table_privilege(wanted.referenced_oid, 'SELECT'))
                then
                    execute format('select exists (select from %s as r where r.%I is not null%s)', relation.qualified, wanted.column_name,
                        case when wanted.referenced_oid is not null then format(' and not exists (select from %I.%I as t where t.id = r.%I)',
                            home.schema_name, wanted.referenced_table, wanted.column_name) end)
                    into is_there;
                end if;
                if is_there then
                    steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', wanted.column_name, 'message', format(
                            'column %s.%I exists and has values that are in no row of %I.%I (id): the foreign key cannot become valid. '
                            'Insert those rows, or rename the column: alter table %1$s rename column %2$I to %5$I;',
                            relation.qualified, wanted.column_name, home.schema_name, wanted.referenced_table,
                            left(wanted.column_name, 55) || '_v1'));
                    continue;
                end if;
                select n.name
                into chosen
                from generate_series(0, 99) as s (n)
                cross join lateral (
                    select format('%s_%s_fkey%s', relation.table_name, wanted.column_name, nullif(s.n, 0)) as name
                ) as n
                where not exists (
                    select
                    from pg_constraint as c
                    where c.conrelid = relation.table_oid and c.conname = n.name
                )
                order by s.n
                limit 1;
                select string_agg(quote_ident(c.conname), ', ' order by c.conname)
                into elsewhere
                from pg_constraint as c
                where c.conrelid = relation.table_oid and c.contype = 'f' and c.conkey = array[wanted.attnum];
                if elsewhere is not null then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'constraint', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', elsewhere, 'message', format(
                            'foreign key %s of %s stays beside the one that V2 adds to column %I, and its own delete action still counts',
                            elsewhere, relation.qualified, wanted.column_name));
                end if;
                clauses := clauses || format('add constraint %I foreign key (%I) references %I.%I (id) on delete %s%s',
                    chosen, wanted.column_name, home.schema_name, wanted.referenced_table, wanted.on_delete,
                    case when online then ' not valid' end);
                if online then
                    builds := builds || jsonb_build_object('kind', 'transaction', 'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                        'lock', 'SHARE UPDATE EXCLUSIVE', 'message', format('validate foreign key %I of %s', chosen, relation.qualified),
                        'statements', jsonb_build_array(format('alter table %s validate constraint %I', relation.qualified, chosen)),
                        'steps', '[]'::jsonb);
                end if;
                steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'constraint', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', chosen, 'message', format(
                        'foreign key %s (%I) to %I.%I, on delete %s, %s', relation.qualified, wanted.column_name,
                        home.schema_name, wanted.referenced_table, wanted.on_delete, verb));
            end loop;

            if relation.is_new then
                select differences || coalesce(array_agg(format('column %I, which V2 does not know, is NOT NULL without a default', a.attname)
                    order by a.attnum), '{}')
                into differences
                from pg_attribute as a
                where a.attrelid = relation.table_oid
                    and a.attnum > 0
                    and not a.attisdropped
                    and a.attnotnull
                    and not a.atthasdef
                    and a.attidentity = ''
                    and not exists (
                        select
                        from jsonb_to_recordset(wanted_columns) as w (table_name name, column_name name)
                        where w.table_name = relation.table_name and w.column_name = a.attname
                    );
                select differences || coalesce(array_agg(format('rule %I answers instead of the table', r.rulename) order by r.rulename), '{}')
                into differences
                from pg_rewrite as r
                where r.ev_class = relation.table_oid and r.is_instead;
            end if;
            if cardinality(differences) > 0 then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                    'message', format(
                        'table %s exists with another shape: %s. V2 changes no table that it did not create; fix it, or rename it: alter table %1$s rename to %3$I;',
                        relation.qualified, array_to_string(differences, '; '), relation.table_name || '_before_v2'));
            elsif cardinality(clauses) > 0 then
                statement := format(E'alter table %s\n    %s', relation.qualified, array_to_string(clauses, E',\n    '));
                altered := altered || relation.table_oid;
                if online then
                    -- Recorded in the transaction that creates it.
                    units := units || jsonb_build_object('kind', 'transaction', 'table', relation.qualified,
                        'tables', jsonb_build_array(relation.table_oid), 'lock', 'ACCESS EXCLUSIVE',
                        'message', format('add to %s', relation.qualified),
                        'statements', jsonb_build_array(
                            'set local search_path = pg_catalog, pg_temp',
                            'set local jit = off',
                            statement,
                            format(
                                'insert into opscenter.created_object '
                                '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition, default_value) '
                                'select %s, ''v2'', ''column'', %L, %L, a.attname, a.attrelid, 0, a.attnum, format_type(a.atttypid, a.atttypmod), '
                                'pg_get_expr(d.adbin, d.adrelid) from pg_attribute as a left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum '
                                'where a.attrelid = %s and a.attname = any (%L::name[]) order by a.attnum',
                                pair_number, relation.schema_name, relation.table_name, relation.table_oid,
                                array(select s.value ->> 'name' from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
                                    where s.ordinal > first_step and s.value ->> 'kind' = 'OCADD' and s.value ->> 'object' = 'column')),
                            format(
                                'insert into opscenter.created_object '
                                '(pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition) '
                                'select %s, ''v2'', case k.kind when 0 then ''constraint'' else ''index'' end, %L, %L, c.conname, c.conrelid, '
                                'case k.kind when 0 then c.oid else c.conindid end, 0, '
                                'case k.kind when 0 then pg_get_constraintdef(c.oid) else pg_get_indexdef(c.conindid) end '
                                'from pg_constraint as c cross join generate_series(0, 1) as k (kind) '
                                'where c.conrelid = %s and c.conname = any (%L::name[]) and (k.kind = 0 or c.contype in (''u'', ''p'')) order by c.oid, k.kind',
                                pair_number, relation.schema_name, relation.table_name, relation.table_oid,
                                array(select s.value ->> 'name' from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
                                    where s.ordinal > first_step and s.value ->> 'kind' = 'OCADD' and s.value ->> 'object' = 'constraint'))),
                        'steps', (
                            select coalesce(jsonb_agg(s.value order by s.ordinal), '[]')
                            from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
                            where s.ordinal > first_step and s.value ->> 'kind' = 'OCADD'));
                else
                    statements := statements || statement;
                end if;
            end if;
        end if;

        for wanted in
            select
                w.*,
                (select string_agg(quote_ident(k.name), ', ' order by k.ordinal)
                    from unnest(w.key_columns) with ordinality as k (name, ordinal)) || coalesce(' ' || nullif(w.key_order, ''), '') as key_list,
                (
                    select string_agg(k, ', ')
                    from unnest(w.key_columns) as k
                    where relation.table_oid is not null
                        and not exists (
                            select
                            from jsonb_to_recordset(wanted_columns) as c (table_name name, column_name name)
                            where c.table_name = w.table_name and c.column_name = k
                        )
                        and not exists (
                            select
                            from pg_attribute as a
                            join pg_type as t on t.oid = a.atttypid
                            where a.attrelid = relation.table_oid
                                and a.attname = k
                                and not a.attisdropped
                                and (t.typcategory in ('S', 'E', 'A', 'R') or exists (
                                    select
                                    from pg_opclass as o
                                    join pg_am as m on m.oid = o.opcmethod and m.amname = 'btree'
                                    where o.opcdefault and o.opcintype = coalesce(nullif(t.typbasetype, 0), t.oid)
                                ))
                        )
                ) as missing_columns
            from jsonb_to_recordset(wanted_indexes)
                as w (table_name name, index_name name, rule text, key_columns name[], key_order text, predicate text)
            where w.table_name = relation.table_name
        loop
            if wanted.missing_columns is not null then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', wanted.index_name, 'message', format(
                        'index on %s (%s) left out: the table has no such column that can be indexed', relation.qualified, wanted.key_list));
                continue;
            end if;

            -- CREATE INDEX on a partitioned table takes equal indexes of its partitions over; the rollback would drop them with its own.
            select string_agg(i.indexrelid::regclass::text, ', ')
            into elsewhere
            from pg_partition_tree(relation.table_oid) as t
            join pg_index as i on i.indrelid = t.relid
            join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = wanted.key_columns[1]
            where t.level > 0
                and relation.table_oid is not null
                and not exists (select from pg_inherits as h where h.inhrelid = i.indexrelid);
            if elsewhere is not null then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', wanted.index_name, 'message', format(
                        'index on %s (%s) left out: PostgreSQL would take over indexes of its partitions: %s',
                        relation.qualified, wanted.key_list, elsewhere));
                continue;
            end if;

            -- The index by definition, valid ones first.
            select c.relname as index_name, c.oid as index_oid, i.indisvalid and i.indisready and i.indislive as is_valid
            into found_column
            from pg_index as i
            join pg_class as c on c.oid = i.indexrelid
            join pg_am as m on m.oid = c.relam and m.amname = 'btree'
            cross join lateral (
                select
                    array_agg(a.attname order by k.ordinal) as names,
                    bool_and(o.opcdefault and l.coll in (0, a.attcollation)) as is_plain
                from unnest(i.indkey::int2[], i.indclass::oid[], i.indcollation::oid[]) with ordinality as k (attnum, opclass, coll, ordinal)
                left join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                left join pg_opclass as o on o.oid = k.opclass
                cross join lateral (select k.coll) as l
                where k.ordinal <= i.indnkeyatts
            ) as keys
            where i.indrelid = relation.table_oid
                and keys.is_plain
                and (wanted.rule <> 'unique' or i.indisunique)
                and case wanted.rule
                    when 'serves' then keys.names[1] = wanted.key_columns[1] and i.indpred is null
                    else keys.names = wanted.key_columns
                        and i.indoption[i.indnkeyatts - 1] = case wanted.key_order when '' then 0 else 1 end
                        and pg_get_expr(i.indpred, i.indrelid) is not distinct from wanted.predicate
                end
            order by 3 desc, 1
            limit 1;
            if found_column.is_valid then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', found_column.index_name, 'message', format(
                        'index on %s (%s) is there: %I', relation.qualified, wanted.key_list, found_column.index_name));
                continue;
            end if;
            is_ours := found_column.index_oid is not null and exists (
                select
                from jsonb_to_recordset(recorded) as o (kind text, table_oid oid, object_oid oid, definition text)
                where o.kind = 'index'
                    and o.table_oid = relation.table_oid
                    and (o.object_oid = found_column.index_oid or o.definition = pg_get_indexdef(found_column.index_oid)));
            if found_column.index_oid is not null and exists (
                -- Without the right to see what another role does, a builder is known by its lock on the table only.
                select
                from pg_stat_progress_create_index as b
                where b.pid <> pg_backend_pid()
                    and (b.index_relid = found_column.index_oid or b.index_relid is null and exists (
                        select
                        from pg_locks as l
                        where l.pid = b.pid and l.relation = relation.table_oid and l.mode in ('ShareLock', 'ShareUpdateExclusiveLock')))
            ) then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', found_column.index_name, 'message', format(
                        'index %I.%I on %s is being built by another session. Run V2 again when that has ended.',
                        relation.schema_name, found_column.index_name, relation.qualified));
                continue;
            elsif found_column.index_oid is not null and not is_ours and not online then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'index', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', found_column.index_name, 'message', format(
                        'index %I.%I on %s is invalid and serves nobody. It stays, unless V2 is run online; remove it with: drop index concurrently %1$I.%2$I;',
                        relation.schema_name, found_column.index_name, relation.qualified));
            end if;

            if wanted.rule = 'unique' and has_table_privilege(relation.table_oid, 'SELECT') then
                execute format('select exists (select from %s where %s group by %s having count(*) > 1)',
                    relation.qualified, wanted.predicate, wanted.key_list)
                into is_there;
                if is_there then
                    steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'index', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', wanted.index_name, 'message', format(
                            'table %s has rows with equal (%s) where %s, which V2 does not admit. Delete all but one of each, or make them differ.',
                            relation.qualified, wanted.key_list, wanted.predicate));
                    continue;
                end if;
            end if;

            select n.name
            into chosen
            from generate_series(0, 99) as s (n)
            cross join lateral (
                select wanted.index_name || coalesce('_' || nullif(s.n, 0), '') as name
            ) as n
            where not exists (
                select
                from pg_class as c
                where c.relnamespace = relation.schema_oid and c.relname = n.name
            )
            order by s.n
            limit 1;
            -- An invalid one, left by a build that failed, gives way and leaves its name.
            statement := null;
            if found_column.index_oid is not null and (is_ours or online) then
                chosen := found_column.index_name;
                statement := format('drop index %s%I.%I', case when online and relation.relkind = 'r' then 'concurrently ' end,
                    relation.schema_name, chosen);
            end if;
            steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'index', 'schema', relation.schema_name,
                'table', relation.table_name, 'name', chosen, 'message', format('%sindex %I on %s (%s)%s %s',
                    nullif(nullif(wanted.rule, 'serves'), '') || ' ', chosen, relation.qualified, wanted.key_list, ' where ' || wanted.predicate, verb));
            if not online or relation.table_oid is null then
                if statement is not null then
                    statements := statements || statement;
                end if;
                statements := statements || format('create%s index %I on %s (%s)%s',
                    ' ' || nullif(nullif(wanted.rule, 'serves'), ''), chosen, relation.qualified, wanted.key_list, ' where ' || wanted.predicate);
            else
                if statement is not null then
                    builds := builds || jsonb_build_object('kind', case relation.relkind when 'r' then 'alone' else 'transaction' end,
                        'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                        'lock', case relation.relkind when 'r' then 'SHARE UPDATE EXCLUSIVE' else 'ACCESS EXCLUSIVE' end,
                        'message', format('drop invalid index %I.%I', relation.schema_name, chosen),
                        'statements', jsonb_build_array(statement),
                        'steps', jsonb_build_array(jsonb_build_object('kind', 'OCDRP', 'object', 'index', 'schema', relation.schema_name,
                            'table', relation.table_name, 'name', chosen, 'message', format(
                                'index %I.%I dropped: it was invalid, and served nobody', relation.schema_name, chosen))));
                end if;
                -- What will be made is recorded before: a build that is interrupted leaves an index that nobody else could tell apart.
                statement := format('CREATE%s INDEX %I ON %s USING btree (%s)%s', upper(' ' || nullif(nullif(wanted.rule, 'serves'), '')), chosen,
                    case relation.relkind when 'p' then 'ONLY ' else '' end || relation.qualified, array_to_string(array(
                        select quote_ident(k.name) || coalesce(' ' || nullif(upper(wanted.key_order), ''), '')
                        from unnest(wanted.key_columns) with ordinality as k (name, ordinal)
                        order by k.ordinal), ', '), ' WHERE ' || wanted.predicate);
                builds := builds || jsonb_build_object('kind', case relation.relkind when 'r' then 'alone' else 'transaction' end,
                    'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                    'lock', case relation.relkind when 'r' then 'SHARE UPDATE EXCLUSIVE' else 'SHARE' end,
                    'message', format('build index %I on %s (%s)', chosen, relation.qualified, wanted.key_list),
                    'index', format('%I.%I', relation.schema_name, chosen),
                    'intent', jsonb_build_object('schema_name', relation.schema_name, 'table_name', relation.table_name, 'object_name', chosen,
                        'table_oid', relation.table_oid, 'definition', statement),
                    'statements', jsonb_build_array(format('create%s index %s%I on %s (%s)%s',
                        ' ' || nullif(nullif(wanted.rule, 'serves'), ''), case relation.relkind when 'r' then 'concurrently ' end,
                        chosen, relation.qualified, wanted.key_list, ' where ' || wanted.predicate)),
                    'steps', jsonb_build_array(steps -> -1));
            end if;
            if relation.table_oid is not null then
                altered := altered || relation.table_oid;
                indexed := indexed || relation.schema_oid;
            end if;
        end loop;

        -- Append-only for everybody, the owner included. A statement trigger also sees an UPDATE that matches no row, and TRUNCATE; a row
        -- trigger sees rows that a statement reaches through a parent table. ENABLE ALWAYS keeps both on under session_replication_role =
        -- replica, and for rows that a subscription applies.
        if relation.table_name = 'audit_log' and cardinality(differences) = 0 then
            append_only_function := null;
            for wanted in
                select w.*
                from (
                    values
                        -- before; update (16), delete (8), truncate (32)
                        (1, 58, 'audit_log_append_only', 'update or delete or truncate', 'statement'),
                        (2, 27, 'audit_log_append_only_rows', 'update or delete', 'row')
                ) as w (ordinal, type, name, events, level)
                order by w.ordinal
            loop
                select t.tgname as trigger_name, t.tgenabled = 'A' as is_active, format('%I.%I', n.nspname, p.proname) as function_name
                into found_column
                from pg_trigger as t
                join pg_proc as p on p.oid = t.tgfoid
                join pg_namespace as n on n.oid = p.pronamespace
                where t.tgrelid = relation.table_oid
                    and t.tgtype = wanted.type
                    and t.tgqual is null
                    and not t.tgisinternal
                    -- A copy of the script with other line ends makes the same function.
                    and translate(p.prosrc, E'\r', '') = append_only_body
                    and p.prolang = (select l.oid from pg_language as l where l.lanname = 'plpgsql')
                    and p.proconfig = array['search_path=pg_catalog']
                    and p.proowner = any (trusted_roles)
                order by 2 desc, 1
                limit 1;
                append_only_function := coalesce(append_only_function, found_column.function_name);
                if found_column.is_active then
                    steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'trigger', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', found_column.trigger_name, 'message', format(
                            'trigger %I keeps %s append-only', found_column.trigger_name, relation.qualified));
                    continue;
                end if;
                if found_column.trigger_name is not null then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'trigger', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', found_column.trigger_name, 'message', format(
                            'trigger %I, which keeps %s append-only, is switched off; V2 adds its own beside it. To use this one: '
                            'alter table %2$s enable always trigger %1$I;', found_column.trigger_name, relation.qualified));
                end if;
                select n.name
                into chosen
                from generate_series(0, 99) as s (n)
                cross join lateral (
                    select wanted.name || coalesce('_' || nullif(s.n, 0), '') as name
                ) as n
                where not exists (
                        select
                        from pg_proc as p
                        where p.pronamespace = relation.schema_oid and p.proname = n.name
                    )
                    and not exists (
                        select
                        from pg_trigger as t
                        where t.tgrelid = relation.table_oid and t.tgname = n.name
                    )
                order by s.n
                limit 1;
                if append_only_function is null then
                    append_only_function := format('%I.%I', relation.schema_name, chosen);
                    statements := statements || format('create function %s() returns trigger language plpgsql set search_path = pg_catalog as %L',
                        append_only_function, append_only_body);
                    steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'function', 'schema', relation.schema_name,
                        'table', relation.table_name, 'name', chosen, 'message', format('function %s() %s', append_only_function, verb));
                end if;
                statements := statements
                    || format('create trigger %I before %s on %s for each %s execute function %s()',
                        chosen, wanted.events, relation.qualified, wanted.level, append_only_function)
                    || format('alter table %s enable always trigger %I', relation.qualified, chosen);
                steps := steps || jsonb_build_object('kind', 'OCADD', 'object', 'trigger', 'schema', relation.schema_name,
                    'table', relation.table_name, 'name', chosen, 'message', format(
                        'trigger %I, which keeps %s append-only%s, %s', chosen, relation.qualified,
                        case wanted.level when 'row' then ' for rows that are reached through another table' end, verb));
                if relation.table_oid is not null then
                    altered := altered || relation.table_oid;
                end if;
            end loop;

            -- What neither trigger can prevent: a rule that rewrites the statement.
            for found_column in
                select r.rulename
                from pg_rewrite as r
                where r.ev_class = relation.table_oid
                order by r.rulename
            loop
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name,
                    'table', relation.table_name, 'message', format(
                        'rule %I of %s rewrites statements before the triggers see them: the table is not append-only. Drop it: drop rule %1$I on %2$s;',
                        found_column.rulename, relation.qualified));
            end loop;
        end if;
    end loop;

    units := units || builds;
    has_work := cardinality(statements) > 0 or units <> '[]';

    -- What this role may do, asked only if there is something to do.
    if has_work or record_state is distinct from 'applied' then
        for relation in
            with recursive family as (
                select a.table_oid
                from unnest(altered) as a (table_oid)
                union
                select i.inhrelid
                from pg_inherits as i
                join family as f on f.table_oid = i.inhparent
            )
            select format('%I.%I', n.nspname, c.relname) as qualified, n.nspname as schema_name, c.relname as table_name,
                pg_get_userbyid(c.relowner) as owner, c.relowner as owner_oid
            from family as f
            join pg_class as c on c.oid = f.table_oid
            join pg_namespace as n on n.oid = c.relnamespace
            where not pg_has_role(c.relowner, 'USAGE')
            order by 1
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message',
                case
                    when pg_has_role(relation.owner_oid, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) then
                        format('table %s belongs to role %I; %I is a member of it without inheriting its rights. Work as that role: set role %2$I;',
                            relation.qualified, relation.owner, current_user)
                    when exists (
                            select
                            from pg_roles as r
                            where pg_has_role(relation.owner_oid, r.oid, 'MEMBER')
                                and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls or r.rolname like 'pg\_%')
                        ) then
                        format('table %s belongs to role %I, and %I is not a member of it: only an owner may alter a table. Run as %2$I, or let a superuser run: '
                                'alter table %1$s owner to %3$I; grant all on %1$s to %2$I; (%3$I may then also drop it and grant rights on it, and needs '
                                'CREATE on its schema; without the grant %2$I could not use it any more)',
                            relation.qualified, relation.owner, current_user)
                    else
                        format('table %s belongs to role %I, and %I is not a member of it: only an owner may alter a table. Run as %2$I, or: grant %2$I to %3$I;',
                            relation.qualified, relation.owner, current_user)
                end
            );
        end loop;

        for relation in
            select n.nspname as schema_name
            from pg_namespace as n
            where n.oid = any (indexed || home.schema_oid)
                and has_work
                and not has_schema_privilege(n.oid, 'CREATE')
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', relation.schema_name, 'message', format(
                'role %I may not create anything in schema %I: grant create on schema %2$I to %1$I;', current_user, relation.schema_name));
        end loop;

        for relation in
            select t.spcname as tablespace_name
            from pg_tablespace as t
            where has_work
                and t.spcname = current_setting('default_tablespace')
                and t.oid <> (select d.dattablespace from pg_database as d where d.datname = current_database())
                and not has_tablespace_privilege(t.oid, 'CREATE')
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'message', format(
                'role %I may not create anything in tablespace %I, which default_tablespace names: grant create on tablespace %2$I to %1$I;',
                current_user, relation.tablespace_name));
        end loop;

        for relation in
            select distinct r.key as table_name, (r.value ->> 'table_oid')::oid as table_oid, pg_get_userbyid(c.relowner) as owner
            from jsonb_to_recordset(wanted_references) as w (table_name name, referenced_table name)
            join jsonb_each(relations) as r on r.key = w.referenced_table
            join pg_class as c on c.oid = (r.value ->> 'table_oid')::oid
            where has_work
                and not has_table_privilege(c.oid, 'REFERENCES')
        loop
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', home.schema_name, 'table', relation.table_name,
                'message', format('table %I.%I belongs to role %I: a foreign key to it needs: grant references on %1$I.%2$I to %4$I;',
                    home.schema_name, relation.table_name, relation.owner, current_user));
        end loop;

        if record_schema.schema_oid is null then
            if work_role is null and not has_database_privilege(current_database(), 'CREATE') then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', 'opscenter', 'message', format(
                    'role %I may not create schema opscenter, where V2 records what it creates. An administrator has to run: create schema opscenter authorization %1$I;',
                    current_user));
            end if;
        elsif record_schema.table_oid is null then
            if not has_schema_privilege(record_schema.schema_oid, 'CREATE') or not has_schema_privilege(record_schema.schema_oid, 'USAGE') then
                steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'schema', 'schema', 'opscenter', 'message', format(
                    'role %I may not create anything in schema opscenter, where V2 records what it creates. Its owner has to run: grant usage, create on schema opscenter to %1$I;',
                    current_user));
            end if;
        elsif not coalesce(record_schema.is_writable, false) then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', 'opscenter', 'table', 'migration', 'message', format(
                case
                    -- Who may write the record says what is dropped: only who could drop it is told how to get there.
                    when exists (
                            select
                            from pg_class as c
                            where c.oid = home.table_oid and pg_has_role(c.relowner, 'USAGE')
                        ) then
                        'role %I may not write the record in schema opscenter. Its owner has to run: grant usage on schema opscenter to %1$I; grant select, insert, update, delete on opscenter.pair, opscenter.migration, opscenter.created_object to %1$I;'
                    else 'role %I may not write the record in schema opscenter, and is not the owner of V1''s tables. Run as that one.'
                end,
                current_user));
        end if;

        if current_setting('transaction_read_only')::boolean then
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'message', case
                when pg_is_in_recovery() then 'this server is a standby and takes no writes. Connect to the primary.'
                else 'this transaction is read-only. Run in one that may write: set default_transaction_read_only = off;'
            end);
        end if;
    end if;

    if has_work and record_state is null and work_role is null and base_owner <> (select r.oid from pg_roles as r where r.rolname = current_user) then
        steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'schema', 'schema', 'opscenter', 'message', format(
            'what V2 creates %s to role %I and not to %I, the owner of V1''s tables: it cannot be created as that role, which would need CREATE on '
            'schema %I and on schema opscenter, power over what is there already, and no forced row security. Other logins than this one cannot resume it.',
            case when planning then 'would belong' else 'belongs' end, current_user, pg_get_userbyid(base_owner), home.schema_name));
    end if;

    -- Index builds in one transaction keep every writer waiting. About a gigabyte a second, for each index; a foreign key counts as one.
    for relation in
        select
            format('%I.%I', s.schema, s."table") as qualified,
            s.schema as schema_name,
            s."table" as table_name,
            count(*) as builds,
            t.size,
            count(*) * t.size / 1e9 as seconds
        from jsonb_to_recordset(steps) as s (kind text, object text, schema text, "table" text, message text)
        join jsonb_each(relations) as r on r.key = s."table" and r.value ->> 'table_oid' is not null
        cross join lateral (
            select coalesce(sum(pg_relation_size(p.relid)), pg_relation_size((r.value ->> 'table_oid')::oid)) as size
            from pg_partition_tree((r.value ->> 'table_oid')::oid) as p
        ) as t
        where s.kind = 'OCADD'
            and not online
            and (s.object = 'index' or s.object = 'constraint' and exists (
                select
                from pg_attribute as a
                join jsonb_to_recordset(wanted_references) as w (table_name name, column_name name)
                    on w.table_name = s."table" and w.column_name = a.attname
                where a.attrelid = (r.value ->> 'table_oid')::oid and not a.attisdropped))
        group by s.schema, s."table", t.size
        having count(*) * t.size / 1e9 >= 1
        order by seconds desc
    loop
        statement := format(
            'in one transaction it would keep every writer of %s (%s) waiting for about %s s, while %s indexes and keys of it are built or checked',
            relation.qualified, pg_size_pretty(relation.size), ceil(relation.seconds), relation.builds);
        if planning or coalesce(current_setting('opscenter.allow_blocking', true), '') in ('on', 'true', '1') then
            steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', statement || '; opscenter apply, or run_v2_online.sql with psql, blocks nobody');
        else
            steps := steps || jsonb_build_object('kind', 'OCOBS', 'object', 'table', 'schema', relation.schema_name, 'table', relation.table_name,
                'message', statement || '. Nobody waits if you run it online: psql -X -f run_v2_online.sql, or: opscenter apply. '
                    'To let them wait: set opscenter.allow_blocking = on;');
        end if;
    end loop;

    ---------------------------------------------------------------------------------------------------------------------------
    -- Refuse, or do it
    ---------------------------------------------------------------------------------------------------------------------------

    select string_agg(format(E'\n  %s. %s', o.ordinal, o.message), '' order by o.ordinal)
    into summary
    from (
        select s.value ->> 'message' as message, row_number() over (order by s.ordinal) as ordinal
        from jsonb_array_elements(steps) with ordinality as s (value, ordinal)
        where s.value ->> 'kind' = 'OCOBS'
    ) as o;
    if summary is not null and not planning then
        raise exception using
            errcode = 'OCREF',
            message = 'V2 was refused, nothing was changed. In the way:' || summary,
            hint = 'Fix each and run the script again; it looks at everything before it touches anything.';
    end if;

    -- What a rollback left that did not come to its end.
    if (online or not planning) and metadata.archive_table is not null then
        for relation in
            execute 'select a.archive_schema, a.archive_table, a.capture, format(''%I.%I'', n.nspname, c.relname) as qualified, c.oid as table_oid '
                'from opscenter.archive as a '
                'left join pg_namespace as n on n.nspname = a.source_schema '
                'left join pg_class as c on c.relnamespace = n.oid and c.relname = a.source_table '
                'where a.migration = ''v2'' and a.state <> ''complete'' and ' || archived_of_pair
        loop
            clauses := array[]::text[];
            for step in
                select t.tgname
                from pg_trigger as t
                join pg_proc as p on p.oid = t.tgfoid
                join pg_namespace as n on n.oid = p.pronamespace
                where t.tgrelid = relation.table_oid and n.nspname = 'opscenter' and p.proname = relation.capture and not t.tgisinternal
            loop
                clauses := clauses || format('drop trigger %I on %s', step.tgname, relation.qualified);
            end loop;
            clauses := clauses || array[
                format('drop function if exists opscenter.%I()', relation.capture),
                format('drop table if exists opscenter.%I', relation.capture),
                format('drop table if exists %I.%I', relation.archive_schema, relation.archive_table),
                format('delete from opscenter.archive as a where a.archive_schema = %L and a.archive_table = %L',
                    relation.archive_schema, relation.archive_table),
                format('delete from opscenter.created_object as o where o.pair = %s and o.migration = ''v2'' and o.table_oid = %L '
                    'and (o.kind = ''function'' and o.object_name = %L or o.kind = ''trigger'' and o.definition like %L)',
                    pair_number, relation.table_oid, relation.capture, '%opscenter.' || relation.capture || '()')];
            if online and cardinality(clauses) > 5 then
                units := jsonb_build_object('kind', 'transaction', 'table', relation.qualified, 'tables', jsonb_build_array(relation.table_oid),
                    'lock', 'ACCESS EXCLUSIVE', 'message', format('take back what an unfinished rollback put on %s', relation.qualified),
                    'statements', to_jsonb(clauses), 'steps', '[]'::jsonb) || units;
            else
                statements := clauses || statements;
            end if;
        end loop;
    end if;

    if not planning then
        foreach statement in array statements loop
            execute statement;
        end loop;

        if record_schema.schema_oid is null and record_state is null then
            if work_role is null or has_database_privilege(current_database(), 'CREATE') then
                create schema opscenter;
            else
                perform set_config('role', caller_settings ->> 'role', true);
                execute format('create schema opscenter authorization %I', work_role);
                perform set_config('role', work_role, true);
            end if;
        end if;
        if metadata.pair_table is null then
        create table opscenter.pair (
            number integer primary key,
            schema_name name not null,
            schema_oid oid not null,
            table_oid oid not null,
            record_oid oid not null
        );
        end if;
        if record_schema.table_oid is null and record_state is null then
            -- record_oid is this table's own OID: it tells a database that was dumped and restored, whose OIDs are all new.
            create table opscenter.migration (
                pair integer not null,
                name text not null,
                version text not null,
                state text not null check (state in ('applying', 'applied', 'rolling back')),
                applied_at timestamp with time zone not null default clock_timestamp(),
                applied_by name not null default session_user,
                created_schema boolean not null,
                record_oid oid not null,
                archive_number integer,
                primary key (pair, name)
            );
            create table opscenter.created_object (
                id bigint generated always as identity,
                pair integer not null,
                migration text not null,
                kind text not null,
                schema_name name not null,
                table_name name not null,
                object_name name not null,
                table_oid oid not null,
                object_oid oid not null,
                column_number smallint not null,
                definition text,
                default_value text,
                primary key (pair, id),
                foreign key (pair, migration) references opscenter.migration (pair, name)
            );
        end if;
        if record_schema.table_oid is null or record_schema.is_readable and (record_state is null or has_work or record_state <> 'applied') then
            insert into opscenter.pair (number, schema_name, schema_oid, table_oid, record_oid)
            select pair_number, home.schema_name, home.schema_oid, home.table_oid, 'opscenter.pair'::regclass
            where found_pair.number is null;
            insert into opscenter.migration as m (pair, name, version, state, created_schema, record_oid)
            values (pair_number, 'v2', '2.0.0', case when units = '[]' then 'applied' else 'applying' end, record_schema.schema_oid is null,
                'opscenter.migration'::regclass)
            on conflict (pair, name) do update
            set state = excluded.state,
                archive_number = null,
                applied_at = case when m.state = 'applied' and excluded.state = 'applied' then m.applied_at else excluded.applied_at end,
                applied_by = case when m.state = 'applied' and excluded.state = 'applied' then m.applied_by else excluded.applied_by end;
        end if;
        execute keep_own_rights;

        -- Indexes that are to be built by themselves, and those that have been.
        if jsonb_path_exists(units, '$[*].intent') then
            insert into opscenter.created_object
                (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition)
            select pair_number, 'v2', 'index', i.schema_name, i.table_name, i.object_name, i.table_oid, 0, 0, i.definition
            from jsonb_array_elements(units) with ordinality as u (value, ordinal)
            cross join jsonb_to_record(u.value -> 'intent')
                as i (schema_name name, table_name name, object_name name, table_oid oid, definition text)
            where u.value ? 'intent'
                and not exists (
                    select
                    from jsonb_to_recordset(recorded) as o (kind text, table_oid oid, definition text)
                    where o.kind = 'index' and o.table_oid = i.table_oid and o.definition = i.definition)
            order by u.ordinal;
        end if;
        if units = '[]' and jsonb_path_exists(recorded, '$[*] ? (@.kind == "index" && @.object_oid == "0")') then
            update opscenter.created_object as o
            set object_oid = i.indexrelid
            from pg_index as i
            where o.pair = pair_number and o.migration = 'v2' and o.kind = 'index' and o.object_oid = 0
                and i.indrelid = o.table_oid and pg_get_indexdef(i.indexrelid) = o.definition;
            delete from opscenter.created_object as o
            where o.pair = pair_number and o.migration = 'v2' and o.kind = 'index' and o.object_oid = 0;
        end if;

        if cardinality(statements) > 0 then
            -- Of a new table everything that came with it, of another one exactly what was added.
            with added as (
                select s.value ->> 'object' as kind, n.oid as schema_oid, c.oid as table_oid, s.value ->> 'name' as name
                from jsonb_array_elements(steps) as s (value)
                join pg_namespace as n on n.nspname = s.value ->> 'schema'
                join pg_class as c on c.relnamespace = n.oid and c.relname = s.value ->> 'table'
                where s.value ->> 'kind' = 'OCADD'
                    and not (
                        online
                        and s.value ->> 'object' in ('column', 'constraint', 'index')
                        and relations -> (s.value ->> 'table') ->> 'table_oid' is not null
                    )
            ),
            part as (
                select a.kind, a.table_oid, a.table_oid as object_oid, 0::int2 as column_number, null as object_name, null as definition,
                    null as default_value
                from added as a
                where a.kind = 'table'
                union all
                select 'column', a.table_oid, 0, c.attnum, c.attname, format_type(c.atttypid, c.atttypmod), pg_get_expr(d.adbin, d.adrelid)
                from added as a
                join pg_attribute as c on c.attrelid = a.table_oid and c.attnum > 0 and (a.kind = 'table' or c.attname = a.name)
                left join pg_attrdef as d on d.adrelid = c.attrelid and d.adnum = c.attnum
                where a.kind in ('table', 'column')
                union all
                select 'constraint', a.table_oid, c.oid, 0, c.conname, pg_get_constraintdef(c.oid), null
                from added as a
                join pg_constraint as c on c.conrelid = a.table_oid and c.contype <> 'n' and (a.kind = 'table' or c.conname = a.name)
                where a.kind in ('table', 'constraint')
                union all
                select distinct 'index', i.indrelid, c.oid, 0::int2, c.relname, pg_get_indexdef(c.oid), null
                from added as a
                join pg_index as i on i.indrelid = a.table_oid
                join pg_class as c on c.oid = i.indexrelid and (a.kind = 'table' or c.relname = a.name)
                where a.kind in ('table', 'index', 'constraint')
                union all
                select 'sequence', a.table_oid, c.oid, 0, c.relname, null, null
                from added as a
                join pg_depend as d
                    on d.refclassid = 'pg_class'::regclass and d.refobjid = a.table_oid
                    and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
                join pg_class as c on c.oid = d.objid and c.relkind = 'S'
                where a.kind = 'table'
                union all
                select 'trigger', a.table_oid, t.oid, 0, t.tgname, pg_get_triggerdef(t.oid), null
                from added as a
                join pg_trigger as t on t.tgrelid = a.table_oid and t.tgname = a.name
                where a.kind = 'trigger'
                union all
                select 'function', a.table_oid, p.oid, 0, p.proname, p.prosrc, null
                from added as a
                join pg_proc as p on p.pronamespace = a.schema_oid and p.proname = a.name
                where a.kind = 'function'
            )
            insert into opscenter.created_object
                (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number, definition, default_value)
            select pair_number, 'v2', p.kind, n.nspname, c.relname, coalesce(p.object_name, c.relname), p.table_oid, p.object_oid,
                p.column_number, p.definition, p.default_value
            from part as p
            join pg_class as c on c.oid = p.table_oid
            join pg_namespace as n on n.oid = c.relnamespace
            where not exists (
                select
                from jsonb_to_recordset(recorded) as o (kind text, table_oid oid, object_oid oid)
                where o.kind = p.kind and o.table_oid = p.table_oid and o.object_oid = p.object_oid)
            order by p.table_oid, p.column_number, p.object_oid;

            -- A role that works with V1's tables can do nothing with V2's unless it is told.
            select string_agg(distinct quote_ident(r.rolname), ', ')
            into elsewhere
            from pg_class as v1
            cross join lateral (
                select v1.relowner as role_oid
                union
                select x.grantee
                from aclexplode(v1.relacl) as x
                where x.grantee <> 0
            ) as g
            join pg_roles as r on r.oid = g.role_oid
            where v1.oid = (relations -> 'llm_providers' ->> 'table_oid')::oid
                and exists (
                    select
                    from pg_class as c
                    where c.relnamespace = home.schema_oid and c.relname = any (new_tables) and not has_table_privilege(r.oid, c.oid, 'INSERT')
                );
            if elsewhere is not null then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'message', format(
                    'these roles work with llm_providers, but may not use the new tables: %1$s. If they should: '
                    'grant select, insert, update, delete on %2$s to %1$s; '
                    'grant select, insert on %3$I.audit_log to %1$s; grant usage on sequence %4$s to %1$s;',
                    elsewhere,
                    (select string_agg(format('%I.%I', home.schema_name, t), ', ') from unnest(new_tables) as t where t <> 'audit_log'),
                    home.schema_name,
                    pg_get_serial_sequence(format('%I.audit_log', home.schema_name), 'id')));
            end if;
        end if;
    end if;

    elsewhere := null;
    if has_work and metadata.archive_table is not null and metadata.is_usable and has_table_privilege(metadata.archive_table, 'SELECT') then
        -- Earlier layouts have no column restored_at.
        execute 'select string_agg(format(''archive %s (tables: %s, rows: %s)'', r.archive_number, r.tables, r.rows), '', '' order by r.archive_number) '
            'from (select a.archive_number, count(*) as tables, sum(a.row_count) as rows '
            'from opscenter.archive as a '
            'join pg_namespace as n on n.nspname = a.archive_schema '
            'join pg_class as c on c.relnamespace = n.oid and c.relname = a.archive_table '
            'where a.migration = ''v2'' and to_jsonb(a) ->> ''restored_at'' is null and ' || archived_of_pair || ' group by 1) as r'
        into elsewhere;
    end if;
    if elsewhere is not null then
        steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'archive', 'message', format(
            'data of an earlier V2 is archived and was not brought back: %s. To have it back: opscenter restore-archive, or restore_llm_management_archive_v2.sql with psql.',
            elsewhere));
    end if;

    if planning and online then
        select array_agg(distinct r.value ->> 'table_oid'), string_agg(distinct format('%I.%I', r.value ->> 'schema_name', r.key), ', ')
        into clauses, elsewhere
        from jsonb_to_recordset(wanted_references) as w (table_name name, referenced_table name)
        join jsonb_each(relations) as r on r.key = w.referenced_table and r.value ->> 'table_oid' is not null
        where w.table_name = any (new_tables) and relations -> w.table_name ->> 'table_oid' is null;
        perform set_config('opscenter.statements', coalesce((
            select jsonb_agg(u.value || jsonb_build_object('role', work_role) order by u.part, u.ordinal)
            from (
                select 0 as part, 0 as ordinal, jsonb_build_object('kind', 'transaction', 'table', coalesce(elsewhere, ''),
                    'tables', coalesce(to_jsonb(clauses), '[]'), 'lock', case when elsewhere is null then 'ACCESS SHARE' else 'SHARE ROW EXCLUSIVE' end,
                    'message', 'create what is new, and record it in schema opscenter', 'statements', to_jsonb(statements), 'steps', '[]'::jsonb) as value
                where cardinality(statements) > 0
                union all
                select 1, u.ordinal, u.value
                from jsonb_array_elements(units) with ordinality as u (value, ordinal)
            ) as u
        )::text, '[]'), true);
    end if;
    ---------------------------------------------------------------------------------------------------------------------------
    -- Say it
    ---------------------------------------------------------------------------------------------------------------------------

    for step in
        select s.kind, s.object, s.schema, s."table", s.name, s.message
        from rows from (
            jsonb_to_recordset(steps) as (kind text, object text, schema text, "table" text, name text, message text)
        ) with ordinality as s (kind, object, schema, "table", name, message, place)
        where planning
            or s.kind in ('OCDIF', 'OCSKP', 'OCTIP')
            -- What is a unit's is told when the unit is done.
            or (s.kind = 'OCADD' or s.object = 'column' and not s."table" = any (new_tables) and cardinality(statements) > 0) and not (
                s.kind = 'OCADD' and online and s.object in ('column', 'constraint', 'index')
                and relations -> s."table" ->> 'table_oid' is not null)
        -- What stands in the way comes last: psql prints hundreds of lines.
        order by s.kind = 'OCOBS', s.place
    loop
        raise notice using
            errcode = step.kind,
            message = step.message,
            schema = coalesce(step.schema, ''),
            table = coalesce(step."table", ''),
            column = coalesce(case when step.object = 'column' then step.name end, ''),
            constraint = coalesce(case when step.object <> 'column' then step.name end, ''),
            datatype = coalesce(step.object, '');
    end loop;

    select string_agg(format('%s %s', c.number, c.object || case when c.number = 1 then '' when c.object = 'index' then 'es' else 's' end), ', '
        order by array_position(array['table', 'column', 'constraint', 'index', 'function', 'trigger'], c.object))
    into summary
    from (
        select s.object, count(*) as number
        from jsonb_to_recordset(steps) as s (kind text, object text, "table" text)
        where s.kind = 'OCADD'
            and not (online and not planning and s.object in ('column', 'constraint', 'index') and relations -> s."table" ->> 'table_oid' is not null)
        group by s.object
    ) as c;
    raise info using
        errcode = 'OCEND',
        message = case
            when planning and exists (select from jsonb_array_elements(steps) as s (value) where s.value ->> 'kind' = 'OCOBS')
                then 'V2 would be refused. Nothing was changed.'
            when planning and summary is null then 'V2 is already in place. Nothing was changed.'
            when planning then format('V2 would create %s. Nothing was changed.', summary)
            when units <> '[]' then format('V2 is begun in schema %I: %s created, %s more to do on tables that were there before.',
                home.schema_name, coalesce(summary, 'nothing'),
                jsonb_array_length(units) || case jsonb_array_length(units) when 1 then ' unit' else ' units' end)
            when record_state <> 'applied' then format('V2 is in place in schema %I%s.', home.schema_name, ': ' || summary || ' created now')
            when summary is null then format('V2 is already in place in schema %I. Nothing was changed.', home.schema_name)
            else format('V2 is in place in schema %I: %s created, nothing else was changed.', home.schema_name, summary)
        end;

    if online and not planning then
        if work_role is not null then
            select jsonb_agg(u.value || jsonb_build_object('role', work_role) order by u.ordinal)
            into units
            from jsonb_array_elements(units) with ordinality as u (value, ordinal);
        end if;
        perform set_config('opscenter.next', coalesce(nullif(units, '[]')::text, ''), false);
    end if;
    perform set_config(s.key, s.value, true)
    from jsonb_each_text(caller_settings) as s;
exception
    when lock_not_available then
        -- The error has taken the settings of the block back, and with them the search_path.
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        raise exception using
            errcode = 'lock_not_available',
            message = format('V2 %s: a lock could not be acquired within the lock timeout (%s).', case
                when planning then 'could not be planned'
                else 'was not applied, nothing was changed'
            end, coalesce(
                (
                    select string_agg(format('pid %s %s, transaction open for %s', a.pid, a.application_name,
                        coalesce(date_trunc('second', clock_timestamp() - a.xact_start)::text, 'a time that this role may not see')), '; ')
                    from pg_stat_activity as a
                    where a.pid <> pg_backend_pid()
                        and exists (
                            select
                            from pg_locks as l
                            where l.pid = a.pid
                                and l.granted
                                and (
                                    l.relation = any (array(select (r.value ->> 'table_oid')::oid from jsonb_each(relations) as r))
                                    or l.locktype = 'advisory' and (l.classid::bigint << 32) + l.objid::bigint = script_lock
                                )
                        )
                ),
                'its holder has gone since')),
            hint = 'Run the script again when that transaction has ended; set lock_timeout to wait longer.';
end
$v2$;
