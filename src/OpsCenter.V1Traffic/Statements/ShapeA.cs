namespace OpsCenter.V1Traffic.Statements;

/// <summary>The schema of production: uuid keys, and api keys in the providers table.</summary>
internal static class ShapeA
{
    public static V1Shape Shape { get; } =
        new()
        {
            Name = "a",
            Columns =
            [
                "llm_providers.id",
                "llm_providers.name",
                "llm_providers.type",
                "llm_providers.api_key_encrypted",
                "llm_providers.enabled",
                "llm_providers.priority",
                "llm_providers.config",
                "llm_providers.health_status",
                "llm_providers.last_health_check",
                "llm_providers.encrypted_api_key",
                "llm_providers.api_key_source",
                "llm_providers.api_key_last_tested",
                "llm_providers.api_key_test_status",
                "llm_models.id",
                "llm_models.provider_id",
                "llm_models.name",
                "llm_models.display_name",
                "llm_models.cost_per_1m_tokens",
                "llm_models.context_length",
                "llm_models.enabled",
                "user_llm_settings.user_id",
                "llm_usage_logs.user_id",
                "llm_usage_logs.provider_id",
                "llm_usage_logs.model_name",
                "llm_usage_logs.request_tokens",
                "llm_usage_logs.response_tokens",
                "llm_usage_logs.total_tokens",
                "llm_usage_logs.cost",
                "llm_usage_logs.latency_ms",
                "llm_usage_logs.success",
                "llm_usage_logs.created_at",
            ],
            KnownModels =
                "select provider_id, name from llm_models where provider_id is not null order by id limit 1000",
            KnownUsers = "select user_id from user_llm_settings order by user_id limit 1000",
            KnownKeys = "select id from llm_providers order by id limit 1000",
            ReadProviders = """
                select id, name, type, enabled, priority, config, api_key_source, health_status, last_health_check
                from llm_providers
                where enabled
                order by priority
                """,
            ReadModels = """
                select id, name, display_name, cost_per_1m_tokens, context_length
                from llm_models
                where provider_id = $1 and enabled
                order by name
                """,
            InsertUsage = """
                insert into llm_usage_logs (
                    user_id, provider_id, model_name, request_tokens, response_tokens, total_tokens, cost, latency_ms, success
                )
                values ($1, $2, $3, $4, $5, $4 + $5, $6, $7, true)
                """,
            SumCosts = """
                select count(*), sum(total_tokens), sum(cost)
                from llm_usage_logs
                where user_id = $1 and created_at >= localtimestamp - interval '30 days'
                """,
            UpdateHealth =
                "update llm_providers set health_status = $1, last_health_check = localtimestamp where id = $2",
            ReadKey =
                "select name, type, coalesce(encrypted_api_key, api_key_encrypted) from llm_providers where id = $1",
            UpdateKey =
                "update llm_providers set api_key_test_status = $1, api_key_last_tested = localtimestamp where id = $2",
        };
}
