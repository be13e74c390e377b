--@ All that V2 wants to be there.
--@set release v2
--@set Release V2
--@set version 2.0.0
--@set forward_script create_llm_management_tables_v2.sql
--@set rollback_script rollback_llm_management_tables_v2.sql
--@set restore_script restore_llm_management_archive_v2.sql
--@set online_script run_v2_online.sql
--@ The tables that it extends. The schema of the first one, the anchor, is the schema of the release.
--@set anchor llm_providers
--@set base_tables 'llm_providers', 'llm_usage_logs'
--@set base_table_rows ('llm_providers'), ('llm_usage_logs')
--@section new_tables The tables that it creates, in this order.
        'model_servers',
        'installed_models',
        'model_deployments',
        'model_permissions',
        'tier_model_rules',
        'model_pricing',
        'daily_cost_summary',
        'audit_log'
--@section base_columns The columns that it adds to the tables that it extends.
            ('llm_providers', 'base_url', 'character varying(512)', false, null),
            ('llm_providers', 'metadata', 'jsonb', false, '''{}''::jsonb'),
            ('llm_providers', 'created_by', 'character varying(255)', false, null),

            ('llm_usage_logs', 'provider', 'character varying(50)', false, null),
            ('llm_usage_logs', 'server_id', 'uuid', false, null),
            ('llm_usage_logs', 'deployment_id', 'uuid', false, null),
            ('llm_usage_logs', 'source', 'character varying(50)', false, null),
            ('llm_usage_logs', 'cost_usd', 'numeric(10,6)', false, null),
            ('llm_usage_logs', 'latency_ms', 'integer', false, null)
--@section wanted Columns, keys, references and indexes, of the tables that it extends and of those that it creates.
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

--@include {{release}}/wanted.sql base_columns
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
