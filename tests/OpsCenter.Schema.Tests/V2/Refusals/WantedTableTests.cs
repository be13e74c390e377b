using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Refusals;

/// <summary>A wanted table is there, with another shape.</summary>
public sealed class WantedTableTests
{
    private const string Pricing = """
        create table model_pricing (
            model_id varchar(255) primary key, provider varchar(50) not null, input_price_per_1k numeric(10,6) not null,
            output_price_per_1k numeric(10,6) not null, currency varchar(3) default 'USD', last_updated timestamp default current_timestamp,
            source varchar(50));
        """;

    public static TheoryData<int, (string Arrangement, string[] Named)> Shapes =>
        Spread.OverMajors<(string Arrangement, string[] Named)>([
            (
                "create table model_servers (id uuid primary key)",
                ["table public.model_servers", "name", "host", "port"]
            ),
            (
                Pricing + "alter table model_pricing drop source",
                ["table public.model_pricing", "column source (character varying(50)) is missing"]
            ),
            (
                Pricing + "alter table model_pricing drop constraint model_pricing_pkey",
                ["primary key (model_id) is missing"]
            ),
            (
                Pricing
                    + "alter table model_pricing alter input_price_per_1k type double precision",
                ["input_price_per_1k is double precision, not numeric(10,6)"]
            ),
            (
                Pricing + "alter table model_pricing alter input_price_per_1k type numeric(10,2)",
                ["input_price_per_1k is numeric(10,2)"]
            ),
            (
                Pricing + "alter table model_pricing alter last_updated type timestamptz",
                ["last_updated is timestamp with time zone"]
            ),
            (
                Pricing + "alter table model_pricing add region text not null",
                ["column region", "NOT NULL without a default"]
            ),
            (
                Pricing + "create rule no_delete as on delete to model_pricing do instead nothing",
                ["rule no_delete"]
            ),
            (
                Pricing
                    + "create domain money3 as varchar(3); alter table model_pricing alter currency type money3",
                ["currency is public.money3"]
            ),
            (
                Pricing
                    + "alter table model_pricing drop source, add source varchar(50) generated always as ('x') stored",
                ["source is generated"]
            ),
            (
                "create view model_servers as select 1 as id",
                ["public.model_servers", "not a table"]
            ),
            (
                "create materialized view audit_log as select 1 as id",
                ["public.audit_log", "not a table"]
            ),
            ("create sequence tier_model_rules", ["public.tier_model_rules", "not a table"]),
            (
                "create type model_permissions as (a int)",
                ["public.model_permissions", "not a table"]
            ),
            ("create type model_permissions as enum ('a')", ["type public.model_permissions"]),
            ("create domain daily_cost_summary as int", ["type public.daily_cost_summary"]),
            (
                "create index installed_models on llm_models (name)",
                ["public.installed_models", "not a table"]
            ),
            (
                "create foreign data wrapper w; create server s foreign data wrapper w; create foreign table model_pricing (model_id varchar(255)) server s",
                ["public.model_pricing", "not a table"]
            ),
            (
                "create table audit_log (id bigserial, \"timestamp\" timestamp, primary key (id, \"timestamp\")) partition by range (\"timestamp\")",
                ["table public.audit_log", "primary key (id) is missing"]
            ),
        ]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_wanted_table_with_another_shape_is_named_with_what_differs(
        int major,
        (string Arrangement, string[] Named) shape
    )
    {
        await using var database = await Databases.V1Async(major, shape.Arrangement);

        await database.ShouldRefuseUpAsync(shape.Named);
    }

    [Theory]
    [EachMajor]
    public async Task Every_obstacle_is_in_one_message(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            """
            create view model_servers as select 1 as id;
            create table audit_log (id int);
            alter table llm_providers add metadata text, add base_url int;
            alter table llm_usage_logs alter latency_ms type double precision;
            """
        );

        await database.ShouldRefuseUpAsync(
            "  1. ",
            "public.model_servers exists, but is not a table",
            "table public.audit_log exists with another shape",
            "public.llm_providers.base_url exists as integer, V2 needs character varying(512)",
            "public.llm_providers.metadata exists as text, V2 needs jsonb",
            "public.llm_usage_logs.latency_ms exists as double precision, V2 needs integer",
            "  5. "
        );
    }

    [Theory]
    [EachMajor]
    public async Task What_the_message_says_to_do_helps(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create table audit_log (id int)"
        );
        var refused = await database.UpAsync();
        refused.ShouldBeRefused("alter table public.audit_log rename to audit_log_before_v2;");

        await database.ExecuteAsync("alter table public.audit_log rename to audit_log_before_v2;");

        (await database.UpAsync()).ShouldSucceed();
    }
}
