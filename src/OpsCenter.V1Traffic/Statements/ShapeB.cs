namespace OpsCenter.V1Traffic.Statements;

/// <summary>The schema of an older deployment: integer keys, and api keys of users.</summary>
internal static class ShapeB
{
    public static V1Shape Shape { get; } =
        new()
        {
            Name = "b",
            Columns =
            [
                "llm_providers.id",
                "llm_providers.provider_name",
                "llm_providers.provider_slug",
                "llm_providers.display_name",
                "llm_providers.is_active",
                "llm_providers.health_status",
                "llm_providers.health_last_checked",
                "llm_models.id",
                "llm_models.provider_id",
                "llm_models.model_name",
                "llm_models.model_id",
                "llm_models.display_name",
                "llm_models.context_window",
                "llm_models.cost_per_1m_input_tokens",
                "llm_models.cost_per_1m_output_tokens",
                "llm_models.is_active",
                "user_api_keys.id",
                "user_api_keys.user_id",
                "user_api_keys.provider_id",
                "user_api_keys.encrypted_api_key",
                "user_api_keys.is_validated",
                "user_api_keys.validation_error",
                "user_api_keys.last_validated_at",
                "llm_usage_logs.user_id",
                "llm_usage_logs.provider_id",
                "llm_usage_logs.model_id",
                "llm_usage_logs.request_id",
                "llm_usage_logs.prompt_tokens",
                "llm_usage_logs.completion_tokens",
                "llm_usage_logs.total_tokens",
                "llm_usage_logs.cost_total_usd",
                "llm_usage_logs.latency_ms",
                "llm_usage_logs.status_code",
                "llm_usage_logs.created_at",
            ],
            KnownModels = "select provider_id, id from llm_models order by id limit 1000",
            KnownUsers = "select distinct user_id from user_api_keys order by user_id limit 1000",
            KnownKeys = "select id from user_api_keys order by id limit 1000",
            ReadProviders = """
                select id, provider_name, provider_slug, display_name, health_status, health_last_checked
                from llm_providers
                where is_active
                order by provider_name
                """,
            ReadModels = """
                select id, model_name, model_id, display_name, context_window, cost_per_1m_input_tokens, cost_per_1m_output_tokens
                from llm_models
                where provider_id = $1 and is_active
                order by model_name
                """,
            InsertUsage = """
                insert into llm_usage_logs (
                    user_id, provider_id, model_id, request_id, prompt_tokens, completion_tokens, total_tokens, cost_total_usd,
                    latency_ms, status_code
                )
                values ($1, $2, $3, gen_random_uuid()::text, $4, $5, $4 + $5, $6, $7, 200)
                """,
            SumCosts = """
                select count(*), sum(total_tokens), sum(cost_total_usd)
                from llm_usage_logs
                where user_id = $1 and created_at >= localtimestamp - interval '30 days'
                """,
            UpdateHealth =
                "update llm_providers set health_status = $1, health_last_checked = localtimestamp where id = $2",
            ReadKey =
                "select user_id, provider_id, encrypted_api_key from user_api_keys where id = $1",
            UpdateKey = """
                update user_api_keys
                set is_validated = $1 = 'valid', validation_error = nullif($1, 'valid'), last_validated_at = localtimestamp
                where id = $2
                """,
        };
}
