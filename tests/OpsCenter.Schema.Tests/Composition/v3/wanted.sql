--@ A release after V2, in small: a column, a table, a reference and an index.
--@set release v3
--@set Release V3
--@set version 3.0.0
--@set forward_script create_regions_v3.sql
--@set rollback_script rollback_regions_v3.sql
--@set restore_script restore_regions_archive_v3.sql
--@set online_script run_v2_online.sql
--@set anchor llm_providers
--@set base_tables 'llm_providers', 'llm_usage_logs'
--@set base_table_rows ('llm_providers'), ('llm_usage_logs')
--@section new_tables
        'regions'
--@section base_columns The columns that it adds to the tables that it extends.
            ('llm_providers', 'region_name', 'character varying(50)', false, null),

            ('llm_usage_logs', 'region_id', 'uuid', false, null)
--@section wanted
    select jsonb_agg(w)
    into wanted_columns
    from (
        values
            ('regions', 'id', 'uuid', true, 'gen_random_uuid()'),
            ('regions', 'name', 'character varying(50)', true, null),
            ('regions', 'weight', 'integer', false, '1'),

--@include {{release}}/wanted.sql base_columns
    ) as w (table_name, column_name, data_type, not_null, default_value);

    select jsonb_agg(w)
    into wanted_keys
    from (
        values
            ('regions', 'primary key', array['id']),
            ('regions', 'unique', array['name'])
    ) as w (table_name, key_type, key_columns);

    select jsonb_agg(w)
    into wanted_references
    from (
        values
            ('llm_usage_logs', 'region_id', 'regions', 'set null')
    ) as w (table_name, column_name, referenced_table, on_delete);

    select jsonb_agg(w)
    into wanted_indexes
    from (
        values
            ('regions', 'idx_regions_weight', '', array['weight'], 'desc nulls last', null),
            ('llm_usage_logs', 'idx_llm_usage_logs_region', '', array['region_id'], '', '(region_id IS NOT NULL)')
    ) as w (table_name, index_name, rule, key_columns, key_order, predicate);
