using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Rollbacks;

/// <summary>What a rollback leaves alone.</summary>
public sealed class KeepTests
{
    public static TheoryData<int, Shape> Shapes => MajorTurns.Cases<Shape>(Enum.GetValues<Shape>());

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Rows_that_V1_code_writes_between_up_and_down_are_kept_and_nothing_else_differs(
        int major,
        Shape shape
    )
    {
        await using var database = await Databases.V2Async(major, shape);
        await using var reference = await Databases.CreateAsync(major, shape);
        var write =
            shape == Shape.B
                ? "insert into llm_usage_logs (id, user_id, latency_ms, created_at) values (999999, 'between', 7, '2026-01-01'); delete from llm_models where false; update llm_providers set base_url = 'https://new' where id = (select min(id) from llm_providers); update llm_providers set updated_at = '2026-01-01'"
                : "insert into llm_usage_logs (id, user_id, latency_ms, created_at) values ('00000000-0000-0000-0000-0000000000ff', 'between', 7, '2026-01-01'); delete from user_llm_settings; update llm_providers set config = '{\"x\": 1}', updated_at = '2026-01-01'";
        var trigger = shape == Shape.B ? "alter table llm_providers disable trigger user;" : "";
        await database.ExecuteAsync(trigger + write);
        await reference.ExecuteAsync(trigger + write);

        (await database.RollBackAsync()).ShouldSay("no row was in them");

        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(
            await SchemaSnapshot.TakeAsync(reference)
        );
        (await DataSnapshot.TakeAsync(database)).ShouldEqual(
            await DataSnapshot.TakeAsync(reference)
        );
    }

    [Theory]
    [EachMajor]
    public async Task Rollback_keeps_latency_ms_which_V1_owned_with_its_values(int major)
    {
        await using var database = await Databases.V2Async(major);
        var latencies = await database.RowsAsync(
            "select id, latency_ms from llm_usage_logs order by id"
        );

        (await database.RollBackAsync()).ShouldSucceed();

        (
            await database.RowsAsync("select id, latency_ms from llm_usage_logs order by id")
        ).ShouldBe(latencies);
    }

    [Theory]
    [EachMajor]
    public async Task Rollback_keeps_base_url_of_shape_B_with_its_values(int major)
    {
        await using var database = await Databases.V2Async(major, Shape.B);
        var urls = await database.RowsAsync("select id, base_url from llm_providers order by id");

        (await database.RollBackAsync()).ShouldSucceed();

        (await database.RowsAsync("select id, base_url from llm_providers order by id")).ShouldBe(
            urls
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_table_of_the_wanted_shape_that_was_there_is_kept_with_rows_views_and_foreign_keys_of_others(
        int major
    )
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        await database.ExecuteAsync(
            """
            drop schema opscenter cascade;
            alter table llm_usage_logs drop server_id, drop deployment_id, drop provider, drop source, drop cost_usd;
            drop table audit_log, daily_cost_summary cascade;
            drop function audit_log_append_only;
            create view servers as select * from model_servers;
            create table racks (server_id uuid references model_servers (id) on delete cascade);
            insert into racks select id from model_servers;
            """
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSay("2 tables, 5 columns");
        await before.ShouldBeAllThereAsync();
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [InlineData(
        "alter table model_servers drop constraint model_servers_host_port_key",
        "unique (host, port)"
    )]
    [InlineData(
        "alter table model_deployments drop constraint model_deployments_model_id_fkey",
        "foreign key public.model_deployments (model_id)"
    )]
    [InlineData(
        "drop index idx_deployments_server",
        "on public.model_deployments (server_id, status)"
    )]
    [InlineData("drop index idx_deployments_unaliased", "(alias IS NULL)")]
    [InlineData("drop trigger audit_log_append_only on audit_log", "append-only")]
    [InlineData("alter table audit_log disable trigger audit_log_append_only", "append-only")]
    [InlineData("alter table audit_log enable trigger audit_log_append_only", "append-only")]
    public async Task What_a_table_that_was_there_lacks_is_added_and_taken_back(
        string lack,
        string said
    )
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            V2Use.Sql + $"drop schema opscenter cascade; {lack};"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSay(said);
        await before.ShouldBeAllThereAsync();
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task On_a_database_that_was_never_migrated_it_says_so_and_does_nothing(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create table model_servers (id uuid); create table audit_log (id int); create index idx_llm_usage_logs_provider on llm_models (name)"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.RollBackAsync()).ShouldSay("There is no record of V2 in schema public");

        await before.ShouldBeUnchangedAsync();
    }

    [Fact]
    public async Task An_index_that_somebody_put_in_the_place_of_ours_stays()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "drop index idx_llm_providers_type; create index idx_llm_providers_type on llm_models (name)"
        );

        (await database.RollBackAsync()).ShouldSucceed();

        await database.ShouldHaveIndexOnAsync("llm_models", "name");
    }

    [Fact]
    public async Task A_column_that_somebody_put_in_the_place_of_ours_stays_with_its_values()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "alter table llm_providers drop created_by; alter table llm_providers add created_by text default 'me'"
        );

        (await database.RollBackAsync()).ShouldSay(
            "created_by of public.llm_providers, which V2 created, is not there any more"
        );

        (await database.ScalarAsync<string>("select min(created_by) from llm_providers")).ShouldBe(
            "me"
        );
    }

    [Fact]
    public async Task A_record_that_holds_more_than_V2_stays()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "create table opscenter.mine (a int)"
        );

        (await database.RollBackAsync()).ShouldSucceed();

        await database.ShouldHaveTableAsync("opscenter.mine");
    }

    [Fact]
    public async Task A_table_that_somebody_put_in_the_place_of_ours_stays_with_its_rows()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "drop table model_pricing; create table model_pricing (id int); insert into model_pricing values (1)"
        );

        (await database.RollBackAsync()).ShouldSay("model_pricing");

        await database.ShouldHaveRowsAsync("model_pricing", 1);
    }

    [Fact]
    public async Task A_V1_table_that_is_gone_does_not_stop_the_rollback_of_the_rest()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "drop table llm_usage_logs"
        );

        (await database.RollBackAsync()).ShouldSay("8 tables, 3 columns");
    }
}
