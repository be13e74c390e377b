using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Results;

/// <summary>What V2 creates, against the description of the target.</summary>
public sealed class NewTableTests
{
    /// <summary>Not in the lists of the description, but in its text: NULL must not admit duplicates.</summary>
    private static readonly string[] AgainstNullDuplicates =
    [
        "- unique index `idx_installed_models_unversioned` on (server_id, model_name), only where (version IS NULL)",
        "- unique index `idx_deployments_unaliased` on (server_id), only where (alias IS NULL)",
    ];

    public static TheoryData<int, Shape> Shapes => MajorTurns.Cases<Shape>(Enum.GetValues<Shape>());

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Every_new_table_is_as_described_and_no_other_came(int major, Shape shape)
    {
        await using var v1 = await Databases.CreateAsync(major, shape);
        await using var database = await Databases.V2Async(major, shape);

        foreach (var (table, facts) in TargetSchema.NewTables)
        {
            (await database.DescribeAsync(table))
                .Except(AgainstNullDuplicates, StringComparer.Ordinal)
                .ShouldBe(facts, table);
        }

        const string relations =
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('i', 'I')";
        var before = (await v1.RowsAsync(relations)).Select(row => row[0]!);
        (await database.RowsAsync(relations))
            .Select(row => row[0]!)
            .Except(before)
            .ShouldBe([.. TargetSchema.NewTables.Keys, "audit_log_id_seq"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task One_function_two_triggers_and_no_extension_came_all_owned_by_whoever_migrated(
        int major,
        Shape shape
    )
    {
        await using var v1 = await Databases.CreateAsync(major, shape);
        await using var database = await Databases.V2Async(major, shape);
        var before = (await SchemaSnapshot.TakeAsync(v1, "public")).Lines;

        var came = (await SchemaSnapshot.TakeAsync(database, "public"))
            .Lines.Except(before, StringComparer.Ordinal)
            .ToList();

        came.Count(line => line.StartsWith("function ", StringComparison.Ordinal)).ShouldBe(1);
        // For rows, which a parent reaches, and for the statement, which TRUNCATE is.
        came.Count(line => line.StartsWith("trigger ", StringComparison.Ordinal)).ShouldBe(2);
        came.ShouldNotContain(line =>
            line.StartsWith("extension ", StringComparison.Ordinal)
            || line.StartsWith("type ", StringComparison.Ordinal) && line.Contains("kind=d")
        );
        came.Where(line => line.Contains("owner="))
            .ShouldAllBe(line => line.Contains("owner=postgres"));
    }

    [Theory]
    [EachMajor]
    public async Task A_null_version_or_alias_admits_no_duplicate(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);

        await ShouldViolateUniquenessAsync(
            database,
            "insert into installed_models (server_id, model_name) select server_id, model_name from installed_models"
        );
        await ShouldViolateUniquenessAsync(
            database,
            "insert into model_deployments (server_id, model_id) select server_id, model_id from model_deployments"
        );
    }

    [Theory]
    [InlineData("model_servers (name, type, host, port) values ('n', 't', 'h', 1)", "name")]
    [InlineData("model_servers (name, type, host, port) values ('n', 't', 'h', 1)", "host, port")]
    [InlineData(
        "installed_models (server_id, model_name, version) select id, 'm', '1' from model_servers",
        "server_id, model_name, version"
    )]
    [InlineData(
        "model_deployments (server_id, model_id, alias) select server_id, id, 'a' from installed_models",
        "server_id, alias"
    )]
    [InlineData(
        "model_permissions (model_id, access_type, access_value) values ('m', 't', 'v')",
        "model_id, access_type, access_value"
    )]
    [InlineData(
        "tier_model_rules (tier_code, model_pattern) values ('t', 'p')",
        "tier_code, model_pattern"
    )]
    [InlineData(
        "model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('m', 'p', 1, 1)",
        "model_id"
    )]
    [InlineData(
        "daily_cost_summary (date, user_id, provider, model_id) values ('2026-01-01', 'u', 'p', 'm')",
        "date, user_id, provider, model_id"
    )]
    public async Task On_conflict_may_name_the_columns_of_a_unique_constraint(
        string insert,
        string columns
    )
    {
        await using var database = await Databases.V2Async(TestMajors.Oldest, V2Use.Sql);

        await database.ExecuteAsync($"insert into {insert} on conflict ({columns}) do nothing");

        (
            await database.ExecuteAsync($"insert into {insert} on conflict ({columns}) do nothing")
        ).ShouldBe(0);
    }

    [Theory]
    [EachMajor]
    public async Task Deleting_a_server_takes_its_models_and_deployments_and_leaves_the_usage(
        int major
    )
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        var rows = await database.ScalarAsync<long>("select count(*) from llm_usage_logs");

        await database.ExecuteAsync("delete from model_servers");

        await database.ShouldHaveRowsAsync("installed_models", 0);
        await database.ShouldHaveRowsAsync("model_deployments", 0);
        await database.ShouldHaveRowsAsync("llm_usage_logs", rows);
        await database.ShouldHaveRowsAsync(
            "llm_usage_logs where server_id is not null or deployment_id is not null",
            0
        );
    }

    private static async Task ShouldViolateUniquenessAsync(TestDatabase database, string sql) =>
        (
            await Should.ThrowAsync<Npgsql.PostgresException>(() => database.ExecuteAsync(sql))
        ).SqlState.ShouldBe("23505");
}
