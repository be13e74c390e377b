using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Refusals;

/// <summary>A wanted column is there, with another type.</summary>
public sealed class WantedColumnTests
{
    public static TheoryData<int, (string Column, string Named)> OtherTypes =>
        Spread.OverMajors<(string Column, string Named)>([
            (
                "llm_providers add metadata text",
                "llm_providers.metadata exists as text, V2 needs jsonb"
            ),
            (
                "llm_providers add metadata json",
                "llm_providers.metadata exists as json, V2 needs jsonb"
            ),
            (
                "llm_providers add base_url varchar[]",
                "llm_providers.base_url exists as character varying[]"
            ),
            ("llm_providers add created_by uuid", "llm_providers.created_by exists as uuid"),
            (
                "llm_providers add base_url varchar(512) generated always as (name) stored",
                "base_url exists as generated"
            ),
            (
                "llm_usage_logs alter latency_ms type double precision",
                "llm_usage_logs.latency_ms exists as double precision, V2 needs integer"
            ),
            (
                "llm_usage_logs add server_id text",
                "llm_usage_logs.server_id exists as text, V2 needs uuid"
            ),
            (
                "llm_usage_logs add server_id integer",
                "llm_usage_logs.server_id exists as integer, V2 needs uuid"
            ),
            (
                "llm_usage_logs add cost_usd numeric(8,2)",
                "llm_usage_logs.cost_usd exists as numeric(8,2), V2 needs numeric(10,6)"
            ),
            (
                "llm_usage_logs add cost_usd numeric(8,6)",
                "llm_usage_logs.cost_usd exists as numeric(8,6)"
            ),
            ("llm_usage_logs add cost_usd real", "llm_usage_logs.cost_usd exists as real"),
            ("llm_usage_logs add provider \"char\"", "llm_usage_logs.provider exists as \"char\""),
        ]);

    public static TheoryData<
        int,
        (string Column, string Type, string Difference)
    > CompatibleTypes =>
        Spread.OverMajors<(string Column, string Type, string Difference)>([
            (
                "base_url",
                "character varying(20)",
                "character varying(20) instead of character varying(512)"
            ),
            ("base_url", "character varying(2000)", "character varying(2000) instead of"),
            ("base_url", "character varying", "character varying instead of"),
            ("base_url", "text", "text instead of"),
            ("created_by", "character varying(255) default 'me'", "default 'me'"),
            ("metadata", "jsonb", "default none instead of"),
            ("metadata", "jsonb not null default '{}'", "NOT NULL"),
        ]);

    [Theory]
    [MemberData(nameof(OtherTypes))]
    public async Task A_wanted_column_of_another_type_is_named_with_both(
        int major,
        (string Column, string Named) column
    )
    {
        await using var database = await Databases.V1Async(major, $"alter table {column.Column}");

        await database.ShouldRefuseUpAsync(column.Named, "rename column");
    }

    [Theory]
    [MemberData(nameof(CompatibleTypes))]
    public async Task A_compatible_difference_is_kept_reported_and_survives_the_rollback(
        int major,
        (string Column, string Type, string Difference) column
    )
    {
        await using var database = await Databases.V1Async(
            major,
            $"alter table llm_providers add {column.Column} {column.Type}"
        );
        var before = await DatabaseState.TakeAsync(database);

        var outcome = await database.UpAsync();

        outcome
            .ShouldSucceed()
            .Said("OCDIF")
            .ShouldContain(said =>
                said.Contains(column.Column) && said.Contains(column.Difference)
            );
        await before.ShouldBeAllThereAsync();
        (await database.RollBackAsync()).ShouldSucceed();
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [InlineData("llm_usage_logs", "latency_ms", "bigint")]
    [InlineData("llm_usage_logs", "cost_usd", "numeric")]
    [InlineData("llm_usage_logs", "cost_usd", "numeric(20,10)")]
    public async Task A_wider_number_is_kept(string table, string column, string type)
    {
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"alter table {table} drop column if exists {column}, add {column} {type}"
        );

        (await database.UpAsync())
            .ShouldSucceed()
            .Said("OCDIF")
            .ShouldContain(said => said.Contains($"type {type} instead of"));
        await database.ShouldHaveColumnAsync(table, column, type);
    }

    [Theory]
    [EachMajor]
    public async Task Renaming_a_column_of_another_type_as_told_lets_V2_in_and_keeps_it(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "alter table llm_providers add metadata text default 'mine'"
        );
        (await database.UpAsync()).ShouldBeRefused(
            "alter table public.llm_providers rename column metadata to metadata_v1;"
        );

        await database.ExecuteAsync(
            "alter table public.llm_providers rename column metadata to metadata_v1;"
        );
        (await database.UpAsync()).ShouldSucceed();

        await database.ShouldHaveColumnAsync("llm_providers", "metadata", "jsonb");
        (await database.ScalarAsync<string>("select min(metadata_v1) from llm_providers")).ShouldBe(
            "mine"
        );
    }

    [Theory]
    [EachMajor]
    public async Task Values_that_refer_to_nothing_are_named_before_a_foreign_key_is_tried(
        int major
    )
    {
        await using var database = await Databases.V1Async(
            major,
            "alter table llm_usage_logs add server_id uuid; update llm_usage_logs set server_id = gen_random_uuid()"
        );

        await database.ShouldRefuseUpAsync("public.llm_usage_logs.server_id", "model_servers");
    }

    [Theory]
    [EachMajor]
    public async Task A_table_that_inherits_and_has_the_column_with_another_type_is_named(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create table logs_old (provider integer) inherits (llm_usage_logs)"
        );

        await database.ShouldRefuseUpAsync("logs_old", "provider");
    }
}
