using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Rollbacks;

/// <summary>What others built on V2's objects: the rollback refuses with its name, and never cascades.</summary>
public sealed class DependentTests
{
    public static TheoryData<int, (string Sql, string Named)> Dependents =>
        MajorTurns.Cases<(string Sql, string Named)>([
            ("create view v_servers as select name from model_servers", "v_servers"),
            ("create view v_logs as select * from llm_usage_logs", "v_logs"),
            (
                "create view v_whole as select l from llm_usage_logs as l where provider = 'x'",
                "v_whole"
            ),
            (
                "create materialized view m_costs as select sum(cost_usd) from llm_usage_logs",
                "m_costs"
            ),
            ("create table racks (server uuid references model_servers (id))", "racks_server_fkey"),
            ("create index by_gpu on model_servers (gpu_id)", "by_gpu"),
            ("create index by_cost on llm_usage_logs (created_at, cost_usd)", "by_cost"),
            ("create index by_lower on llm_usage_logs (lower(source))", "by_lower"),
            (
                "create unique index one_source on llm_usage_logs (id) where source = 'x'",
                "one_source"
            ),
            (
                "create function f_touch() returns trigger language plpgsql as 'begin return new; end'; create trigger t_touch before insert on model_servers for each row execute function f_touch()",
                "t_touch"
            ),
            (
                "create function f_touch() returns trigger language plpgsql as 'begin return new; end'; create trigger t_cost before update of cost_usd on llm_usage_logs for each row execute function f_touch()",
                "t_cost"
            ),
            (
                "create trigger t_also before update on llm_models for each statement execute function audit_log_append_only()",
                "t_also"
            ),
            ("create policy p_servers on model_servers using (true)", "p_servers"),
            ("create policy p_logs on llm_usage_logs using (source = 'x')", "p_logs"),
            ("create statistics s_servers on type, location from model_servers", "s_servers"),
            ("create statistics s_logs on provider, source from llm_usage_logs", "s_logs"),
            ("create publication pub_servers for table model_servers", "pub_servers"),
            ("create table edge_servers () inherits (model_servers)", "edge_servers"),
            ("alter table model_servers add rack text", "rack"),
            (
                "alter table llm_usage_logs add cents int generated always as ((cost_usd * 100)::int) stored",
                "cents"
            ),
            ("alter table llm_usage_logs add constraint c_cost check (cost_usd >= 0)", "c_cost"),
            ("alter table model_servers add constraint c_port check (port > 0)", "c_port"),
            ("create table kept_servers (s model_servers)", "kept_servers"),
            ("create table many_servers (s model_servers[])", "many_servers"),
            ("create domain d_server as model_servers", "d_server"),
            ("create type ty_server as (s model_servers)", "ty_server"),
            (
                "create function f_server() returns setof model_servers language sql as 'select * from public.model_servers'",
                "f_server"
            ),
            (
                "create function f_logs(s model_servers[]) returns int language sql as 'select 1'",
                "f_logs"
            ),
            ("create rule r_servers as on insert to model_servers do also select 1", "r_servers"),
            ("create sequence q_servers owned by model_servers.port", "q_servers"),
            (
                "create table follows_id (id bigint default nextval('audit_log_id_seq'))",
                "follows_id"
            ),
        ]);

    public static TheoryData<int, (string Sql, string Named)> DependentsSince14 =>
        MajorTurns.Cases<(string Sql, string Named)>([
            (
                "create function atomic_servers() returns bigint return (select count(*) from model_servers)",
                "atomic_servers"
            ),
            (
                "create function atomic_logs() returns bigint return (select count(provider) from llm_usage_logs)",
                "atomic_logs"
            ),
        ]);

    [Theory]
    [MemberData(nameof(Dependents))]
    public async Task An_object_of_others_on_ours_is_named_and_nothing_happens(
        int major,
        (string Sql, string Named) dependent
    )
    {
        await using var database = await Databases.V2Async(major, dependent.Sql);

        await database.ShouldRefuseRollbackAsync(dependent.Named);
    }

    [Theory]
    [MemberData(nameof(DependentsSince14))]
    public async Task A_function_with_a_parsed_body_is_named(
        int major,
        (string Sql, string Named) dependent
    )
    {
        Assert.SkipWhen(major < 14, "Parsed bodies came with 14.");
        await using var database = await Databases.V2Async(major, dependent.Sql);

        await database.ShouldRefuseRollbackAsync(dependent.Named);
    }

    [Fact]
    public async Task A_column_filter_of_a_publication_is_named()
    {
        Assert.SkipWhen(TestMajors.Newest < 15, "Column lists came with 15.");
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "create publication pub_logs for table llm_usage_logs (id, provider)"
        );

        await database.ShouldRefuseRollbackAsync("pub_logs");
    }

    [Fact]
    public async Task All_dependents_are_in_one_message()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "create view v_servers as select name from model_servers; create index by_cost on llm_usage_logs (cost_usd); alter table audit_log add note text"
        );

        await database.ShouldRefuseRollbackAsync("v_servers", "by_cost", "note", "  3. ");
    }

    [Theory]
    [InlineData("create index child_own on logs_old (provider)", "child_own")]
    [InlineData("create view v_old as select source from logs_old", "v_old")]
    [InlineData("alter table logs_old add constraint c_old check (source <> '')", "c_old")]
    [InlineData("create statistics s_old on provider, source from logs_old", "s_old")]
    public async Task What_others_built_on_the_column_of_an_inheriting_table_is_named(
        string sql,
        string named
    )
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"create table logs_old () inherits (llm_usage_logs); {sql}"
        );

        await database.ShouldRefuseRollbackAsync(named);
    }

    [Theory]
    [EachMajor]
    public async Task Once_the_dependents_are_gone_it_goes_through(int major)
    {
        await using var database = await Databases.V2Async(
            major,
            "create view v_servers as select name from model_servers"
        );
        await database.ShouldRefuseRollbackAsync("v_servers");

        await database.ExecuteAsync("drop view v_servers");

        (await database.RollBackAsync()).ShouldSucceed();
    }

    [Theory]
    [InlineData(
        "comment on table model_servers is 'mine'; comment on column llm_usage_logs.provider is 'mine'"
    )]
    [InlineData(
        "grant select on model_servers to unicorn; grant update (provider) on llm_usage_logs to unicorn"
    )]
    [InlineData(
        "alter table model_servers alter name set default 'x', alter type set statistics 500, alter type drop not null"
    )]
    [InlineData(
        "alter table llm_usage_logs alter provider set not null",
        "update llm_usage_logs set provider = 'x'"
    )]
    [InlineData("create publication everything for all tables")]
    [InlineData("alter table model_servers enable row level security")]
    [InlineData("create view other as select id, name from llm_providers")]
    [InlineData(
        "cluster llm_usage_logs using idx_llm_usage_logs_x",
        "create index idx_llm_usage_logs_x on llm_usage_logs (id)"
    )]
    [InlineData("alter table model_servers replica identity full")]
    [InlineData("create table heir () inherits (llm_providers)")]
    [InlineData("select 1", "create table heir () inherits (llm_providers)")]
    public async Task What_is_part_of_ours_or_elsewhere_is_no_false_alarm(
        string sql,
        string before = "select 1"
    )
    {
        await using var database = await Databases.V2Async(TestMajors.Newest, $"{before}; {sql}");

        (await database.RollBackAsync()).ShouldSucceed();
    }
}
