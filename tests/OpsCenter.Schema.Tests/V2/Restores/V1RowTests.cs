using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>Values go back to the rows of V1 that they belong to, and nothing else of those rows changes.</summary>
public sealed class V1RowTests
{
    private const string States =
        "select string_agg(tgname::text || tgenabled::text, ',' order by tgrelid, tgname) from pg_trigger where not tgisinternal";

    [Theory]
    [InlineData("enable")]
    [InlineData("enable always")]
    [InlineData("enable replica")]
    [InlineData("disable")]
    public async Task Triggers_do_not_fire_and_are_as_they_were_afterwards(string state)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(
            TestMajors.Newest,
            shape: Shape.B
        );
        await database.ExecuteAsync(
            $"""
            create function boom() returns trigger language plpgsql as 'begin raise exception ''fired''; end';
            create trigger a_row after update of created_by on llm_providers for each row execute function boom();
            create trigger z_statement before update on llm_usage_logs execute function boom();
            create trigger on_insert before insert on model_pricing for each row execute function boom();
            alter table llm_providers {state} trigger a_row, {state} trigger trigger_llm_providers_updated_at;
            alter table llm_usage_logs {state} trigger z_statement;
            alter table model_pricing {state} trigger on_insert
            """
        );
        var states = await database.ScalarAsync<string>(States);
        var stamps = await database.ScalarAsync<string>(
            "select string_agg(updated_at::text, ',' order by id) from llm_providers"
        );

        (await database.RestoreAsync()).ShouldSay("values of 4 rows");

        (await database.ScalarAsync<string>(States)).ShouldBe(states);
        (
            await database.ScalarAsync<string>(
                "select string_agg(updated_at::text, ',' order by id) from llm_providers"
            )
        ).ShouldBe(stamps);
    }

    [Fact]
    public async Task If_a_trigger_did_fire_the_hashes_would_tell_and_undo_it()
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(
            TestMajors.Newest,
            shape: Shape.B
        );
        var before = await DataSnapshot.TakeAsync(database);
        var leaky = Script.Restore.Text.Replace(
            "select g.value ->> 'off' as statement",
            "select 'select 1' as statement",
            StringComparison.Ordinal
        );
        leaky.ShouldNotBe(Script.Restore.Text);

        var error = await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            database.ExecuteAsync(leaky)
        );

        error.MessageText.ShouldContain("would have changed other columns of public.llm_providers");
        (await DataSnapshot.TakeAsync(database)).ShouldEqual(before);
    }

    [Theory]
    [EachMajor]
    public async Task A_row_that_was_deleted_since_is_told_and_its_values_stay_in_the_archive(
        int major
    )
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync(
            "delete from llm_usage_logs where id = (select id from opscenter_archive.llm_usage_logs_1 order by id limit 1)"
        );

        (await database.RestoreAsync()).ShouldSay(
            "values of 2 rows of public.llm_usage_logs",
            "1 row of public.llm_usage_logs, of which values are archived, is gone: their values stay in opscenter_archive.llm_usage_logs_1"
        );

        await database.ShouldHaveRowsAsync("opscenter_archive.llm_usage_logs_1", 3);
    }

    [Theory]
    [EachMajor]
    public async Task Without_a_primary_key_a_row_is_told_by_its_content_and_equal_ones_take_turns(
        int major
    )
    {
        await using var database = await Databases.V2Async(
            major,
            """
            alter table llm_usage_logs drop constraint llm_usage_logs_pkey;
            insert into llm_usage_logs (id, user_id, created_at, source) values
                ('ffffffff-0000-0000-0000-000000000001', 'twin', '2020-01-01', 'x'),
                ('ffffffff-0000-0000-0000-000000000001', 'twin', '2020-01-01', 'y'),
                ('ffffffff-0000-0000-0000-000000000002', null, '2020-01-01', 'z');
            """ + V2Use.Sql
        );
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();

        (await database.RestoreAsync()).ShouldSay("values of 6 rows of public.llm_usage_logs");

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_key_that_is_no_longer_unique_is_refused(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync(
            """
            alter table llm_usage_logs drop constraint llm_usage_logs_pkey;
            insert into llm_usage_logs (id, user_id) select id, 'twin' from opscenter_archive.llm_usage_logs_1
            """
        );

        await database.ShouldRefuseToRestoreAsync(
            "of (id) are not unique in public.llm_usage_logs any more"
        );
    }

    [Theory]
    [EachMajor]
    public async Task Inheriting_tables_and_their_triggers_count(int major)
    {
        await using var database = await Databases.V2Async(
            major,
            """
            create table logs_old () inherits (llm_usage_logs);
            insert into logs_old (id, user_id, provider) values ('ffffffff-0000-0000-0000-000000000001', 'old', 'openai');
            create function boom() returns trigger language plpgsql as 'begin raise exception ''fired''; end';
            """ + V2Use.Sql
        );
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();
        await database.ExecuteAsync(
            "create trigger t before update on logs_old for each row execute function boom()"
        );

        (await database.RestoreAsync()).ShouldSay(
            "values of 4 rows of public.llm_usage_logs",
            "trigger t of public.logs_old"
        );

        await database.ExecuteAsync("drop trigger t on logs_old");
        await used.ShouldBeBackAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Partitions_and_their_triggers_count(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            """
            alter table llm_usage_logs rename to logs_before;
            create table llm_usage_logs (like logs_before including defaults, primary key (id)) partition by hash (id);
            create table logs_p0 partition of llm_usage_logs for values with (modulus 2, remainder 0);
            create table logs_p1 partition of llm_usage_logs for values with (modulus 2, remainder 1);
            insert into llm_usage_logs select * from logs_before;
            create function boom() returns trigger language plpgsql as 'begin new.success := not new.success; return new; end';
            create trigger t before update on llm_usage_logs for each row execute function boom();
            """
        );
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();

        (await database.RestoreAsync()).ShouldSay("values of 3 rows of public.llm_usage_logs");

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [EachMajor]
    public async Task What_V1_did_meanwhile_stays(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync(
            "update llm_providers set health_status = 'ill'; insert into llm_usage_logs (user_id) values ('new')"
        );
        var before = await DataSnapshot.TakeAsync(
            database,
            new Dictionary<string, IReadOnlyList<string>>
            {
                ["public.llm_providers"] = ["id", "health_status", "updated_at", "priority"],
                ["public.llm_usage_logs"] = ["id", "user_id", "cost", "created_at", "latency_ms"],
            }
        );

        (await database.RestoreAsync()).ShouldSay("values of 4 rows of V1");

        (await before.RetakeAsync(database)).ShouldEqual(before);
    }
}
