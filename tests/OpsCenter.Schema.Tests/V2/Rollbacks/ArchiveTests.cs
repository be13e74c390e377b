using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Rollbacks;

/// <summary>V2-era rows and values are found again after a rollback.</summary>
public sealed class ArchiveTests
{
    private static readonly string[] Tables =
    [
        "model_servers",
        "installed_models",
        "model_deployments",
        "model_permissions",
        "tier_model_rules",
        "model_pricing",
        "daily_cost_summary",
        "audit_log",
    ];

    [Theory]
    [EachMajor]
    public async Task Every_row_of_every_table_is_archived_value_by_value_where_the_message_says(
        int major
    )
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        var rows = new Dictionary<string, IReadOnlyList<IReadOnlyList<string?>>>(
            StringComparer.Ordinal
        );
        foreach (var table in Tables)
        {
            rows[table] = await database.RowsAsync($"select * from {table} as t order by t::text");
        }

        var outcome = await database.RollBackAsync();

        foreach (var table in Tables)
        {
            outcome.ShouldSay($"opscenter_archive.{table}_1");
            (
                await database.RowsAsync(
                    $"select * from opscenter_archive.{table}_1 as t order by t::text"
                )
            ).ShouldBe(rows[table]);
        }
    }

    [Theory]
    [EachMajor]
    public async Task Values_in_new_columns_are_archived_with_the_primary_keys_of_their_rows(
        int major
    )
    {
        const string used =
            "id, provider, server_id, deployment_id, source, cost_usd from llm_usage_logs where provider is not null order by id";
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        var logs = await database.RowsAsync($"select {used}");
        var providers = await database.RowsAsync(
            "select id, base_url, metadata, created_by from llm_providers where base_url is not null"
        );

        (await database.RollBackAsync()).ShouldSay(
            "opscenter_archive.llm_usage_logs_1 (3 rows)",
            "opscenter_archive.llm_providers_1 (1 row)"
        );

        (
            await database.RowsAsync(
                $"select {used}".Replace(
                    "llm_usage_logs",
                    "opscenter_archive.llm_usage_logs_1",
                    StringComparison.Ordinal
                )
            )
        ).ShouldBe(logs);
        (
            await database.RowsAsync(
                "select id, base_url, metadata, created_by from opscenter_archive.llm_providers_1"
            )
        ).ShouldBe(providers);
    }

    [Theory]
    [EachMajor]
    public async Task After_use_schema_and_data_of_V1_are_as_before_V2(int major)
    {
        await using var database = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(database);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);

        (await database.RollBackAsync()).ShouldSucceed();
        (await database.RollBackAsync()).ShouldSay("There is no record of V2");

        await before.ShouldBeRestoredAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_second_use_and_rollback_makes_a_second_archive(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        (await database.RollBackAsync()).ShouldSucceed();
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.model_servers_2 (2 rows)");

        await database.ShouldHaveRowsAsync("opscenter_archive.model_servers_1", 2);
        await database.ShouldHaveRowsAsync("opscenter_archive.model_servers_2", 2);
        await database.ShouldHaveRowsAsync("opscenter.archive", 20);
    }

    [Theory]
    [EachMajor]
    public async Task The_position_of_the_sequence_is_recorded_even_without_a_row(int major)
    {
        await using var database = await Databases.V2Async(
            major,
            "select nextval('audit_log_id_seq') from generate_series(1, 41)"
        );

        (await database.RollBackAsync()).ShouldSucceed();

        (
            await database.ScalarAsync<string>(
                "select sequences::text from opscenter.archive where source_table = 'audit_log'"
            )
        )!.ShouldContain("41");
    }

    [Theory]
    [EachMajor]
    public async Task The_list_of_archives_names_keys_values_and_numbers_of_rows(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);

        (await database.RollBackAsync()).ShouldSucceed();

        (
            await database.RowsAsync(
                "select archive_schema, archive_table, key_columns, value_columns, row_count from opscenter.archive where source_table = 'llm_usage_logs'"
            )
        )
            .Single()
            .ShouldBe([
                "opscenter_archive",
                "llm_usage_logs_1",
                "{id}",
                "{provider,server_id,deployment_id,source,cost_usd}",
                "3",
            ]);
    }

    [Theory]
    [EachMajor]
    public async Task Of_a_table_without_a_primary_key_the_whole_row_is_archived(int major)
    {
        await using var database = await Databases.V2Async(
            major,
            V2Use.Sql + "alter table llm_usage_logs drop constraint llm_usage_logs_pkey"
        );

        (await database.RollBackAsync()).ShouldSucceed();

        await database.ShouldHaveColumnAsync("opscenter_archive.llm_usage_logs_1", "model_name");
        await database.ShouldHaveRowsAsync("opscenter_archive.llm_usage_logs_1", 3);
    }

    [Theory]
    [EachMajor]
    public async Task A_rollback_of_unused_tables_leaves_no_schema_behind(int major)
    {
        await using var database = await Databases.V2Async(major);

        (await database.RollBackAsync()).ShouldSay("no row was in them");

        await database.ShouldNotHaveSchemaAsync("opscenter");
        await database.ShouldNotHaveSchemaAsync("opscenter_archive");
    }

    [Fact]
    public async Task Rows_of_inheriting_tables_and_partitions_are_archived_too()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "create table logs_old () inherits (llm_usage_logs); insert into logs_old (user_id, provider) values ('old', 'openai')"
        );

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.llm_usage_logs_1 (1 row)");
    }

    [Theory]
    [EachMajor]
    public async Task A_caller_that_sees_an_old_snapshot_is_refused(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);

        await database.ShouldRefuseAsync(
            Script.Rollback,
            "begin isolation level repeatable read",
            "REPEATABLE READ"
        );
        await database.ShouldRefuseAsync(
            Script.Rollback,
            "begin isolation level serializable",
            "SERIALIZABLE"
        );
    }
}
