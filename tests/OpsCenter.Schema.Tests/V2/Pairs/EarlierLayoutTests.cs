using OpsCenter.Migrations.Journal;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>Metadata that was written before pairs were told apart: one record for each database.</summary>
public sealed class EarlierLayoutTests
{
    private const string Objects = "select count(*) from opscenter.created_object";

    [Theory]
    [EachMajor]
    public async Task A_plan_reads_it_as_it_is(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.ApplyAndUseAsync("first");
        await database.ExecuteAsync(EarlierLayout.Sql);
        var before = await DatabaseState.TakeAsync(database);
        const string plan = "set opscenter.mode = 'plan';";

        (await database.UpAsync(TwoPairs.Path("first") + plan)).ShouldSay("already in place");
        (await database.RollBackAsync(TwoPairs.Path("first") + plan)).ShouldSay(
            "would drop 8 tables"
        );
        (await database.RollBackAsync(TwoPairs.Path("second") + plan)).ShouldSay(
            "There is no record of V2 in schema second"
        );
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task The_first_run_that_writes_gives_each_row_its_pair(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.ApplyAndUseAsync("first");
        await database.ApplyAndUseAsync("second");
        await database.ExecuteAsync(EarlierLayout.Sql);
        var objects = await database.ScalarAsync<long>(Objects);

        (await database.UpAsync(TwoPairs.Path("second"))).ShouldSay("already in place");

        (await database.ScalarAsync<long>(Objects)).ShouldBe(objects);
        (
            await database.ScalarAsync<bool>(
                "select bool_and(o.schema_name = p.schema_name) and count(distinct p.number) = 2 from opscenter.created_object as o join opscenter.pair as p on p.number = o.pair"
            )
        ).ShouldBeTrue();
        var first = await PairState.TakeAsync(database, "first");
        (
            await database.RollBackAsync(
                TwoPairs.Path("second") + $"set opscenter.discard = '{database.Name}'"
            )
        ).ShouldSay("their rows with them");
        await first.ShouldBeUnchangedAsync();
        (await database.RollBackAsync(TwoPairs.Path("first"))).ShouldSay(
            "2 rows of first.model_servers copied"
        );
    }

    [Theory]
    [EachMajor]
    public async Task Archives_come_back_to_the_schema_that_they_are_from(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.ApplyAndUseAsync("first");
        (await database.RollBackAsync(TwoPairs.Path("first"))).ShouldSucceed();
        await database.ExecuteAsync(EarlierLayout.Sql);

        (await database.RestoreAsync(TwoPairs.Path("second"))).ShouldSay(
            "There is nothing to restore"
        );
        (await database.UpAsync(TwoPairs.Path("second"))).ShouldSay("8 tables");
        (await database.UpAsync(TwoPairs.Path("first"))).ShouldSay("8 tables");
        (await database.RestoreAsync(TwoPairs.Path("first"))).ShouldSay("11 rows");
    }

    [Fact]
    public async Task Who_may_not_extend_its_tables_is_told_who_may()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await TwoPairs.CreateAsync(TestMajors.Newest);
        await database.ApplyAndUseAsync("first");
        await database.ExecuteAsync(
            $"""
            {EarlierLayout.Sql}
            grant usage on schema opscenter, first to {role};
            grant all on all tables in schema opscenter, first to {role};
            """
        );

        var outcome = await database.UpAsync($"set role {role};" + TwoPairs.Path("first"));

        outcome.ShouldBeRefused("have the layout of an earlier release");
        outcome.Error!.Hint!.ShouldContain("postgres");
    }

    [Theory]
    [EachMajor]
    public async Task The_service_reads_it_and_goes_on_with_it(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.MigratorOf("first").ApplyAsync(Releases.V2);
        await database.ExecuteAsync(EarlierLayout.Sql);

        (await StandingAsync(database, "first")).ShouldBe(MigrationStanding.Applied);
        (await StandingAsync(database, "second")).ShouldBe(MigrationStanding.Pending);
        await database.MigratorOf("second").ApplyAsync(Releases.V2);
        await database.MigratorOf("first").RollbackAsync(Releases.V2);
        (await StandingAsync(database, "first")).ShouldBe(MigrationStanding.Pending);
        (await StandingAsync(database, "second")).ShouldBe(MigrationStanding.Applied);
    }

    private static async Task<MigrationStanding> StandingAsync(
        TestDatabase database,
        string schema
    ) => (await database.MigratorOf(schema).StatusAsync(Releases.V2)).Standing;
}
