namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>What the V2 era writes: a row or more in each new table, and values in each new column.</summary>
internal static class V2Use
{
    /// <summary>For shape A.</summary>
    public const string Sql = """
        insert into model_servers (id, name, type, host, port, metadata) values
            ('a0000000-0000-0000-0000-000000000001', 'garage', 'ollama', 'localhost', 11434, '{"a": [1, null]}'),
            ('a0000000-0000-0000-0000-000000000002', 'attic ☃', 'vllm', '', 0, null);
        insert into installed_models (id, server_id, model_name, version) values
            ('b0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'llama', null);
        insert into model_deployments (id, server_id, model_id, alias, stopped_at) values
            ('c0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001', null, 'infinity');
        insert into model_permissions (model_id, access_type, access_value) values ('llama', 'tier', '');
        insert into tier_model_rules (tier_code, model_pattern) values ('free', 'llama%');
        insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('gpt', 'openai', 0.000001, 9999.999999);
        insert into daily_cost_summary (date, user_id, provider, model_id) values ('infinity', 'u', 'openai', 'gpt');
        insert into audit_log (action_type, ip_address) values ('create', '::1'), ('delete', null);
        insert into audit_log (id, action_type) values (50, 'imported');
        update llm_providers set base_url = 'https://api' , created_by = '' where ctid = (select min(ctid) from llm_providers);
        update llm_usage_logs set provider = 'openai', server_id = 'a0000000-0000-0000-0000-000000000001',
            deployment_id = 'c0000000-0000-0000-0000-000000000001', source = 'openwebui', cost_usd = 0.000001
        where id in (select id from llm_usage_logs order by id limit 3);

        """;
}
