using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

/// <summary>What is built on V1's tables in the field goes through up and down untouched.</summary>
public sealed class DependentObjectTests
{
    public static TheoryData<int, string> Objects =>
        Spread.OverMajors<string>([
            "create view v as select * from llm_usage_logs; create view v2 as select v.*, p.name from v join llm_providers p on p.id = v.provider_id",
            "create materialized view m as select provider_id, sum(cost) from llm_usage_logs group by 1; create unique index on m (provider_id)",
            "create function f(l llm_usage_logs) returns int language sql as 'select l.latency_ms'; create function g() returns setof llm_providers language sql as 'select * from llm_providers'",
            "create function t() returns trigger language plpgsql as 'begin raise exception ''no''; end'; create trigger t before insert or update or delete on llm_usage_logs for each row execute function t(); create trigger tt before truncate on llm_providers for each statement execute function t()",
            "create function t() returns trigger language plpgsql as 'begin return new; end'; create constraint trigger c after update on llm_providers deferrable initially deferred for each row execute function t(); alter table llm_providers enable always trigger c",
            "create publication p for table llm_usage_logs, llm_providers; create publication everything for all tables",
            "alter table llm_usage_logs enable row level security, force row level security; create policy own on llm_usage_logs using (user_id = current_user)",
            "create table refers (p uuid references llm_providers (id) on delete restrict, u uuid references llm_usage_logs (id))",
            "alter table llm_usage_logs add tokens bigint generated always as (request_tokens::bigint + response_tokens) stored",
            "create domain positive as int check (value >= 0); alter table llm_providers alter priority drop default, alter priority type positive using 1",
            "create type kind as enum ('a'); alter table llm_providers add kind kind default 'a'",
            "comment on table llm_providers is 'p'; comment on column llm_usage_logs.cost is 'c'; comment on index idx_usage_user is 'i'; comment on constraint llm_providers_pkey on llm_providers is 'k'",
            "create statistics s on user_id, provider_id from llm_usage_logs; alter table llm_usage_logs alter user_id set statistics 700",
            "grant select (id, name), update (enabled) on llm_providers to unicorn with grant option; grant select on llm_usage_logs to public",
            "alter table llm_usage_logs replica identity full; alter table llm_providers replica identity using index llm_providers_name_key",
            "alter table llm_usage_logs set (fillfactor = 70, autovacuum_enabled = false); alter table llm_usage_logs cluster on idx_usage_user",
            "create rule log as on insert to llm_usage_logs do also notify new_usage",
            "create table archive_logs () inherits (llm_usage_logs); insert into archive_logs (user_id) values ('old')",
            "create table base (note text); alter table llm_usage_logs add note text; alter table llm_usage_logs inherit base",
            "alter table llm_usage_logs add constraint no_future check (created_at < '2100-01-01') not valid",
            "alter table llm_usage_logs drop column error_message, add column \"Provider\" text, add column \"server id\" int",
            "alter table llm_usage_logs set unlogged",
            "alter default privileges grant select on tables to unicorn; alter default privileges in schema public grant execute on functions to unicorn",
            "create index concurrently_made on llm_usage_logs using brin (created_at); create index expr on llm_usage_logs ((cost * 2)) include (user_id)",
            "alter table llm_providers add constraint priorities exclude using btree (priority with =) where (priority < -100000)",
        ]);

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task An_object_on_the_V1_tables_is_as_it_was_after_up_and_after_down(
        int major,
        string objects
    )
    {
        await using var database = await Databases.V1Async(major, objects);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSucceed();
        await before.ShouldBeAllThereAsync();
        (await database.UpAsync()).ShouldSay("already in place");
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task An_inheriting_table_keeps_its_own_columns_of_the_wanted_names_with_their_values(
        int major
    )
    {
        await using var database = await Databases.V1Async(
            major,
            "create table archive_logs (server_id uuid, source varchar(50)) inherits (llm_usage_logs); insert into archive_logs (user_id, source) values ('old', 'kept')"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSucceed();
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task A_function_with_a_parsed_body_on_V1_tables_is_as_it_was()
    {
        Assert.SkipWhen(TestMajors.Newest < 14, "Parsed bodies came with 14.");
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            "create function f() returns bigint return (select count(l.*) from llm_usage_logs as l)"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSucceed();
        await before.ShouldBeAllThereAsync();
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }
}
