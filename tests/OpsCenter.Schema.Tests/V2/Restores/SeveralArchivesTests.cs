using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>A database that was rolled back more than once, with use between.</summary>
public sealed class SeveralArchivesTests
{
    private const string FirstUse = """
        insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('both', 'p', 1, 1), ('first', 'p', 1, 1);
        insert into model_servers (id, name, type, host, port) values ('a0000000-0000-0000-0000-000000000001', 'one', 't', 'h1', 1);
        insert into audit_log (action_type) values ('1a'), ('1b');
        update llm_providers set base_url = 'first', created_by = 'first';
        """;

    private const string SecondUse = """
        insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('both', 'p', 2, 2), ('second', 'p', 2, 2);
        insert into model_servers (id, name, type, host, port) values ('a0000000-0000-0000-0000-000000000002', 'two', 't', 'h2', 2);
        insert into audit_log (action_type) values ('2a'), ('2b'), ('2c');
        update llm_providers set base_url = 'second', metadata = null;
        """;

    private static async Task<TestDatabase> TwiceAsync(int major)
    {
        var database = await ArchivedDatabases.ArchivedAsync(major, FirstUse);
        await database.UseDownAndUpAsync(SecondUse);
        return database;
    }

    [Theory]
    [EachMajor]
    public async Task All_come_back_and_of_two_rows_or_values_the_newer(int major)
    {
        await using var database = await TwiceAsync(major);

        (await database.RestoreAsync()).ShouldSay(
            "from archive 1, 2.",
            "1 row of public.model_pricing is in several archives with different content: the newest comes back",
            "of public.llm_providers have different values in several archives"
        );

        (
            await database.ScalarAsync<string>(
                "select string_agg(model_id || input_price_per_1k::int, ',' order by model_id) from model_pricing"
            )
        ).ShouldBe("both2,first1,second2");
        await database.ShouldHaveRowsAsync("model_servers", 2);
        (
            await database.RowsAsync(
                "select distinct base_url, metadata, created_by from llm_providers"
            )
        )
            .Single()
            .ShouldBe(["second", null, "first"]);
    }

    [Theory]
    [EachMajor]
    public async Task No_audit_row_is_left_behind(int major)
    {
        await using var database = await TwiceAsync(major);

        (await database.RestoreAsync()).ShouldSay("2 rows of public.audit_log each got a new id");

        (await database.RowsAsync("select id, action_type from audit_log order by id"))
            .Select(row => $"{row[0]} {row[1]}")
            .ShouldBe(["1 2a", "2 2b", "3 2c", "4 1a", "5 1b"]);
        (await database.ScalarAsync<long>("select nextval('audit_log_id_seq')")).ShouldBe(6);
    }

    [Theory]
    [EachMajor]
    public async Task One_can_be_chosen_and_the_other_brought_back_later(int major)
    {
        await using var database = await TwiceAsync(major);

        (await database.RestoreAsync("set opscenter.archive = '1'")).ShouldSay("from archive 1.");
        (await database.ScalarAsync<string>("select max(base_url) from llm_providers")).ShouldBe(
            "first"
        );
        await database.ShouldRefuseToRestoreAsync(
            "1 archived row of public.model_pricing is there now"
        );
        (await database.RestoreAsync("set opscenter.on_conflict = 'keep'")).ShouldSay(
            "from archive 2."
        );

        await database.ShouldHaveRowsAsync("model_pricing", 3);
        await database.ShouldHaveRowsAsync("audit_log", 5);
    }

    [Theory]
    [EachMajor]
    public async Task What_was_restored_before_the_second_rollback_is_not_restored_twice(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major, FirstUse);
        (await database.RestoreAsync()).ShouldSucceed();
        await database.ExecuteAsync(
            "update model_pricing set input_price_per_1k = 7; delete from model_servers"
        );
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();

        (await database.RestoreAsync()).ShouldSay("from archive 2.");

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Two_rows_that_exclude_each_other_are_refused(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major, FirstUse);
        await database.UseDownAndUpAsync(
            "insert into model_servers (name, type, host, port) values ('one', 't', 'h', 9)"
        );

        await database.ShouldRefuseToRestoreAsync(
            "different rows with the same (name), the first (one)",
            "set opscenter.archive = '2'"
        );
        (await database.RestoreAsync("set opscenter.archive = '2'")).ShouldSay("from archive 2.");
    }
}
