namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Tables that an online rollback copies before it locks them.</summary>
internal static class BigTable
{
    /// <summary>Fills llm_usage_logs: more than 16 MB of pages, quickly.</summary>
    public const string Usage = """
        alter table llm_usage_logs alter column error_message set storage plain;
        insert into llm_usage_logs (user_id, error_message) select 'u', repeat('x', 7000) from generate_series(1, 3000);

        """;
}
