using System.Collections.Concurrent;

namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>The template databases: each is built once per server.</summary>
internal static class Templates
{
    private static readonly ConcurrentDictionary<Shape, DatabaseTemplate> Migrated = new();

    public static DatabaseTemplate V1(Shape shape) =>
        shape switch
        {
            Shape.A => DatabaseTemplate.FromSql("v1a", Sql("shape_a", "grants") + RowsA),
            Shape.AWithStartupIndexes => DatabaseTemplate.FromSql(
                "v1a+",
                Sql("shape_a", "shape_a_startup_indexes", "grants") + RowsA
            ),
            _ => DatabaseTemplate.FromSql("v1b", Sql("shape_b", "grants") + RowsB),
        };

    public static DatabaseTemplate V2(Shape shape) =>
        Migrated.GetOrAdd(
            shape,
            static wanted => new DatabaseTemplate(
                $"v2_{wanted}",
                async (dataSource, cancellationToken) =>
                {
                    await V1(wanted).Build(dataSource, cancellationToken);
                    await using var command = dataSource.CreateCommand(Script.Up.Text);
                    await command.ExecuteNonQueryAsync(cancellationToken);
                }
            )
        );

    private static string Sql(params string[] names) =>
        string.Join(
            "\n",
            names.Select(name => File.ReadAllText($"/work/h5/scripts/sql/v1/{name}.sql"))
        );

    private const string RowsA = """

        insert into llm_providers (id, name, type, api_key_encrypted) values
            ('00000000-0000-0000-0000-000000000001', 'openai', 'cloud', 'k1'), ('00000000-0000-0000-0000-000000000002', 'ollama', 'local', '');
        insert into llm_models (provider_id, name) values ('00000000-0000-0000-0000-000000000001', 'gpt');
        insert into user_llm_settings (user_id) values ('u1');
        insert into llm_routing_rules (strategy) values (null);
        insert into llm_usage_logs (user_id, provider_id, latency_ms, cost, error_message)
            select 'user' || i, '00000000-0000-0000-0000-000000000001', i, i * 0.001, nullif('x', 'x') from generate_series(1, 20) as i;
        """;

    private const string RowsB = """

        insert into llm_providers (provider_name, provider_slug, display_name, base_url) values
            ('openai', 'openai', 'OpenAI', 'https://api'), ('ollama', 'ollama', 'Ollama', null);
        insert into llm_usage_logs (user_id, provider_id, latency_ms) select 'user' || i, 1, i from generate_series(1, 20) as i;
        """;
}
