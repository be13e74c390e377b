using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Refusals;

/// <summary>The V1 tables are not what and where they should be.</summary>
public sealed class V1TableTests
{
    public static TheoryData<int, (string Arrangement, string[] Named)> Arrangements =>
        Spread.OverMajors<(string Arrangement, string[] Named)>([
            (
                "drop schema public cascade; create schema public",
                ["table llm_providers does not exist", "table llm_usage_logs does not exist"]
            ),
            ("drop table llm_usage_logs", ["table llm_usage_logs does not exist"]),
            (
                "create schema app; alter table llm_providers set schema app; alter table llm_usage_logs set schema app",
                ["schema app has one", "If that is the one: set search_path = app;"]
            ),
            (
                "create schema app; alter table llm_providers set schema app; alter table llm_usage_logs set schema app; "
                    + "create schema other; create table other.llm_providers (); create table other.llm_usage_logs ()",
                [
                    "schemas app, other have one each",
                    "If one of them is meant: set search_path = app; Or: set search_path = other;",
                ]
            ),
            (
                "alter table llm_providers rename to providers; create view llm_providers as select * from providers",
                ["public.llm_providers is a view"]
            ),
            (
                "alter table llm_usage_logs rename to logs; create materialized view llm_usage_logs as select * from logs",
                ["public.llm_usage_logs is a materialized view"]
            ),
            (
                "drop table llm_usage_logs; create table logs (id uuid) partition by hash (id); create table llm_usage_logs partition of logs for values with (modulus 1, remainder 0)",
                ["llm_usage_logs is a partition"]
            ),
            (
                "drop table llm_usage_logs; create type log as (id uuid); create table llm_usage_logs of log",
                ["llm_usage_logs is a typed table"]
            ),
        ]);

    [Theory]
    [MemberData(nameof(Arrangements))]
    public async Task A_V1_table_that_is_missing_elsewhere_or_no_plain_table_is_named(
        int major,
        (string Arrangement, string[] Named) arrangement
    )
    {
        await using var database = await Databases.V1Async(major, arrangement.Arrangement);

        await database.ShouldRefuseUpAsync(arrangement.Named);
    }

    [Theory]
    [EachMajor]
    public async Task An_empty_search_path_is_answered_with_where_the_tables_are(int major)
    {
        await using var database = await Databases.V1Async(major);

        await database.ShouldRefuseAsync(
            Script.Up,
            "set search_path = ''",
            "not on the search_path",
            "set search_path = public;"
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_table_named_like_the_record_that_is_none_is_named_and_stays(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create schema opscenter; create table opscenter.migration (name text); insert into opscenter.migration values ('v2')"
        );

        await database.ShouldRefuseUpAsync("opscenter.migration");
        var before = await DatabaseState.TakeAsync(database);
        (await database.RollBackAsync()).ShouldSay("There is no record of V2");
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task An_unknown_mode_is_refused_by_both_scripts(int major)
    {
        await using var database = await Databases.V2Async(major);

        await database.ShouldRefuseAsync(
            Script.Up,
            "set opscenter.mode = 'paln'",
            "opscenter.mode is \"paln\""
        );
        await database.ShouldRefuseAsync(
            Script.Rollback,
            "set opscenter.mode = 'paln'",
            "opscenter.mode is \"paln\""
        );
    }

    [Theory]
    [EachMajor]
    public async Task Only_the_providers_table_missing_is_told(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "drop table llm_providers cascade"
        );

        await database.ShouldRefuseUpAsync("table llm_providers does not exist");
    }
}
