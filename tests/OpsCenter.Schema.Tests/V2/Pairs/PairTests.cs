using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>Several pairs of V1 tables in one database: a script acts on the one that the search_path leads to.</summary>
public sealed class PairTests
{
    /// <summary>What was done to the first pair before anything is done to the second.</summary>
    public static TheoryData<int, string> States =>
        Spread.OverMajors<string>([
            "pending",
            "applied",
            "archived",
            "restored",
            "apply interrupted",
            "rollback interrupted",
            "applied",
            "rollback interrupted",
        ]);

    [Theory]
    [MemberData(nameof(States))]
    public async Task What_is_done_to_a_pair_leaves_the_other_as_it_was(int major, string state)
    {
        await using var database = await TwoPairs.CreateAsync(
            major,
            TwoPairs.Path("first") + BigTable.Usage
        );
        var goOn = await BringAsync(database, state);
        var first = await PairState.TakeAsync(database, "first");
        var path = TwoPairs.Path("second");

        await database.ApplyAndUseAsync("second");
        await first.ShouldBeUnchangedAsync();
        (await database.UpAsync(path)).ShouldSay("already in place in schema second");
        (await database.RollBackAsync(path + "set opscenter.allow_blocking = on")).ShouldSay(
            "1 row of second.installed_models copied"
        );
        (await database.UpAsync(path)).ShouldSucceed();
        (await database.RestoreAsync(path)).ShouldSay("11 rows and values of 4 rows");
        await first.ShouldBeUnchangedAsync();
        (
            await database.RollBackAsync(path + $"set opscenter.discard = '{database.Name}'")
        ).ShouldSay("their rows with them");
        await first.ShouldBeUnchangedAsync();
        await database.ShouldNotHaveTableAsync("second.model_servers");

        await goOn();
    }

    [Theory]
    [EachMajor]
    public async Task The_last_pair_takes_the_metadata_along(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync(TwoPairs.Path("first"))).ShouldSucceed();
        (await database.UpAsync(TwoPairs.Path("second"))).ShouldSucceed();
        (await database.RollBackAsync(TwoPairs.Path("first"))).ShouldSucceed();
        (await database.RollBackAsync(TwoPairs.Path("second"))).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task An_archive_belongs_to_its_pair(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        foreach (var schema in new[] { "first", "second" })
        {
            await database.ApplyAndUseAsync(schema);
            (await database.RollBackAsync(TwoPairs.Path(schema))).ShouldSucceed();
            (await database.UpAsync(TwoPairs.Path(schema))).ShouldSucceed();
        }

        (
            await database.RestoreAsync(TwoPairs.Path("second") + "set opscenter.archive = '1'")
        ).ShouldBeRefused("there is no archive 1 of V2. There are: 2.");
        (await database.RestoreAsync(TwoPairs.Path("second"))).ShouldSay("from archive 2.");
        (await database.ScalarAsync<long>("select count(*) from first.model_servers")).ShouldBe(0);
        (await database.ScalarAsync<long>("select count(*) from second.model_servers")).ShouldBe(2);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("pg_temp")]
    public async Task A_path_that_leads_to_no_pair_is_refused_and_the_pairs_are_named(string path)
    {
        await using var database = await TwoPairs.CreateAsync(TestMajors.Newest);
        await database.ApplyAndUseAsync("first");
        var first = await PairState.TakeAsync(database, "first");

        (
            await database.RollBackAsync(
                TwoPairs.Path(path) + $"set opscenter.discard = '{database.Name}'"
            )
        ).ShouldBeRefused("schema first has V2", "set search_path = first;");
        await first.ShouldBeUnchangedAsync();
        (await database.RollBackAsync(TwoPairs.Path("first"))).ShouldSucceed();
        (await database.RestoreAsync(TwoPairs.Path(path))).ShouldBeRefused(
            "there are archives of schema first",
            "set search_path = first;"
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_pair_is_known_again_after_its_schema_was_renamed(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.ApplyAndUseAsync("second");
        await database.ApplyAndUseAsync("first");
        (await database.RollBackAsync(TwoPairs.Path("first"))).ShouldSucceed();
        await database.ExecuteAsync(
            "alter schema first rename to third; alter schema second rename to first; alter schema third rename to second;"
        );

        (await database.UpAsync(TwoPairs.Path("first"))).ShouldSay("already in place");
        (await database.UpAsync(TwoPairs.Path("second"))).ShouldSay("8 tables");
        (await database.RestoreAsync(TwoPairs.Path("second"))).ShouldSay("11 rows");
        (await database.RollBackAsync(TwoPairs.Path("first"))).ShouldSay(
            "first.model_servers dropped"
        );
        (await database.ScalarAsync<long>("select count(*) from second.model_servers")).ShouldBe(2);
    }

    [Theory]
    [EachMajor]
    public async Task In_a_database_that_was_dumped_and_restored_pairs_are_known_by_name(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.ApplyAndUseAsync("first");
        await database.ApplyAndUseAsync("second");
        (await database.RollBackAsync(TwoPairs.Path("first"))).ShouldSucceed();
        // The OIDs of one pair are those of the other.
        await database.ExecuteAsync(
            """
            update opscenter.pair as p set record_oid = 1, table_oid = o.table_oid, schema_oid = o.schema_oid
            from opscenter.pair as o where o.number <> p.number;
            update opscenter.migration set record_oid = 1;
            """
        );

        (await database.UpAsync(TwoPairs.Path("first"))).ShouldSay("8 tables");
        (await database.RestoreAsync(TwoPairs.Path("first"))).ShouldSay("11 rows");
        (await database.RollBackAsync(TwoPairs.Path("second"))).ShouldSay(
            "2 rows of second.model_servers copied"
        );
        await database.ShouldHaveTableAsync("first.model_servers");
    }

    [Theory]
    [EachMajor]
    public async Task A_schema_that_was_made_anew_is_another_pair(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.ApplyAndUseAsync("second");
        (await database.RollBackAsync(TwoPairs.Path("second"))).ShouldSucceed();
        (await database.UpAsync(TwoPairs.Path("second"))).ShouldSucceed();
        await database.ExecuteAsync(
            """
            drop schema second cascade;
            create schema second;
            create table second.llm_providers (like first.llm_providers including all);
            create table second.llm_usage_logs (like first.llm_usage_logs including all);
            """
        );

        (await database.RollBackAsync(TwoPairs.Path("second"))).ShouldSay("There is no record");
        (await database.UpAsync(TwoPairs.Path("second"))).ShouldSay("8 tables");
        (await database.RestoreAsync(TwoPairs.Path("second"))).ShouldSay(
            "There is nothing to restore"
        );
        (await database.RollBackAsync(TwoPairs.Path("second"))).ShouldSay("8 tables");
    }

    /// <summary>Brings the first pair to a state; what is returned ends what was interrupted, and rolls back.</summary>
    private static async Task<Func<Task>> BringAsync(TestDatabase database, string state)
    {
        var path = TwoPairs.Path("first") + "set opscenter.allow_blocking = on;";
        switch (state)
        {
            case "pending":
                return () => Task.CompletedTask;
            case "apply interrupted":
                (await database.RunSomeUnitsAsync(Script.Up, 3, path)).ShouldBeFalse();
                break;
            default:
                await database.ApplyAndUseAsync("first");
                break;
        }

        switch (state)
        {
            case "archived":
                (await database.RollBackAsync(path)).ShouldSucceed();
                return async () =>
                {
                    (await database.UpAsync(path)).ShouldSucceed();
                    (await database.RestoreAsync(path)).ShouldSay("11 rows and values of 4 rows");
                };
            case "restored":
                (await database.RollBackAsync(path)).ShouldSucceed();
                (await database.UpAsync(path)).ShouldSucceed();
                (await database.RestoreAsync(path)).ShouldSucceed();
                break;
            case "rollback interrupted":
                (
                    await database.RunSomeUnitsAsync(Script.Rollback, 2, TwoPairs.Path("first"))
                ).ShouldBeFalse();
                break;
        }

        return async () => (await database.RollBackAsync(path)).ShouldSay("V2 is rolled back");
    }
}
