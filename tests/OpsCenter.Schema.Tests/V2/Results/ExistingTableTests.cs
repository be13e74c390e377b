using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Results;

/// <summary>What V2 adds to the V1 tables.</summary>
public sealed class ExistingTableTests
{
    private static readonly string[] ProviderColumns =
    [
        "| base_url | varchar(512) | null ok | - |",
        "| metadata | jsonb | null ok | '{}'::jsonb |",
        "| created_by | varchar(255) | null ok | - |",
    ];

    private static readonly string[] UsageFacts =
    [
        "| provider | varchar(50) | null ok | - |",
        "| server_id | uuid | null ok | - |",
        "| deployment_id | uuid | null ok | - |",
        "| source | varchar(50) | null ok | - |",
        "| cost_usd | numeric(10,6) | null ok | - |",
        "- foreign key (server_id) -> model_servers(id), on delete SET NULL `llm_usage_logs_server_id_fkey`",
        "- foreign key (deployment_id) -> model_deployments(id), on delete SET NULL `llm_usage_logs_deployment_id_fkey`",
        "- index `idx_llm_usage_logs_provider` on (provider), only where (provider IS NOT NULL)",
        "- index `idx_llm_usage_logs_source` on (source), only where (source IS NOT NULL)",
        "- index `idx_llm_usage_logs_server` on (server_id), only where (server_id IS NOT NULL)",
        "- index `idx_llm_usage_logs_deployment` on (deployment_id), only where (deployment_id IS NOT NULL)",
    ];

    public static TheoryData<int, Shape> Shapes => MajorTurns.Cases<Shape>(Enum.GetValues<Shape>());

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_usage_table_gets_exactly_what_is_described(int major, Shape shape)
    {
        (await AddedAsync(major, shape, "llm_usage_logs")).ShouldBe(UsageFacts, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_providers_table_gets_what_it_lacks(int major, Shape shape)
    {
        string[] expected =
            shape == Shape.B
                ? ProviderColumns[1..]
                : [.. ProviderColumns, "- index `idx_llm_providers_type` on (type)"];

        (await AddedAsync(major, shape, "llm_providers")).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_files_of_V1_are_not_rewritten(int major, Shape shape)
    {
        const string files =
            "select relname, pg_relation_filenode(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i', 'S') order by 1";
        await using var database = await Databases.CreateAsync(major, shape);
        var before = await database.RowsAsync(files);

        (await database.UpAsync()).ShouldSucceed();

        var after = (await database.RowsAsync(files)).Select(row => string.Join(' ', row));
        before.Select(row => string.Join(' ', row)).ShouldBeSubsetOf(after);
    }

    [Theory]
    [EachMajor]
    public async Task No_row_of_V1_is_written(int major)
    {
        const string rows =
            "select 'p', ctid, xmin from llm_providers union all select 'u', ctid, xmin from llm_usage_logs order by 1, 2";
        await using var database = await Databases.V1Async(major);
        var before = await database.RowsAsync(rows);

        (await database.UpAsync()).ShouldSucceed();
        (await database.RollBackAsync()).ShouldSucceed();

        (await database.RowsAsync(rows)).ShouldBe(before);
    }

    [Theory]
    [EachMajor]
    public async Task V1_code_goes_on_writing_as_before(int major)
    {
        await using var database = await Databases.V2Async(major);

        await database.ExecuteAsync(
            """
            insert into llm_providers (name, type, api_key_encrypted) values ('later', 'cloud', 'k');
            insert into llm_usage_logs (user_id, provider_id, latency_ms) select 'later', id, 1 from llm_providers where name = 'later';
            delete from llm_providers where name = 'later';
            """
        );

        await database.ShouldHaveRowsAsync(
            "llm_usage_logs where user_id = 'later' and provider_id is null",
            1
        );
    }

    private static async Task<IEnumerable<string>> AddedAsync(int major, Shape shape, string table)
    {
        await using var v1 = await Databases.CreateAsync(major, shape);
        await using var v2 = await Databases.V2Async(major, shape);
        var before = await v1.DescribeAsync(table);
        var after = await v2.DescribeAsync(table);
        before.ShouldBeSubsetOf(after);
        return after.Except(before, StringComparer.Ordinal);
    }
}
