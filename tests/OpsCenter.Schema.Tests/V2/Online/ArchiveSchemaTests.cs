using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>The schema of the archives, when a table was copied and there was nothing to keep.</summary>
public sealed class ArchiveSchemaTests
{
    private const int All = int.MaxValue;

    private const string MadeByOthers =
        "create schema opscenter_archive; comment on schema opscenter_archive is 'ours';";

    [Theory]
    [EachMajor]
    public async Task One_that_was_made_for_the_copy_goes_and_so_do_the_books(int major)
    {
        await using var database = await Databases.V2Async(major, BigTable.Usage);

        await database.RunSomeUnitsAsync(Script.Rollback, All);

        await database.ShouldNotHaveSchemaAsync("opscenter_archive");
        await database.ShouldNotHaveSchemaAsync("opscenter");
    }

    [Theory]
    [EachMajor]
    public async Task One_that_was_there_stays(int major)
    {
        await using var database = await Databases.V1Async(major, BigTable.Usage + MadeByOthers);
        var before = await DatabaseState.TakeAsync(database);
        (await database.UpAsync()).ShouldSucceed();

        await database.RunSomeUnitsAsync(Script.Rollback, All);

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task One_of_another_role_stays_and_is_in_nobodys_way(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await OwnedByAsync(role, major);

        await database.RunSomeUnitsAsync(Script.Rollback, All, $"set role {role}");

        await ShouldStayAsync(database);
        await database.ShouldNotHaveTableAsync("opscenter.migration");
    }

    [Theory]
    [EachMajor]
    public async Task A_book_of_another_role_stays_too(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await OwnedByAsync(role, major);
        await database.RunSomeUnitsAsync(Script.Rollback, 2, $"set role {role}");
        await database.ExecuteAsync(
            $"alter table opscenter.archive owner to current_user; grant all on opscenter.archive to {role}"
        );

        await database.RunSomeUnitsAsync(Script.Rollback, All, $"set role {role}");

        await database.ShouldHaveRowsAsync("opscenter.archive", 0);
        await database.ShouldNotHaveTableAsync("opscenter.migration");
    }

    [Theory]
    [EachMajor]
    public async Task In_a_single_statement_one_that_was_there_stays(int major)
    {
        await using var database = await Databases.V1Async(major, MadeByOthers);
        var before = await DatabaseState.TakeAsync(database);
        (await database.UpAsync()).ShouldSucceed();

        (await database.RollBackAsync()).ShouldSay("no row was in them");

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_single_statement_that_ends_an_online_rollback_takes_along_only_what_that_made(
        int major
    )
    {
        await using var database = await Databases.V2Async(major, BigTable.Usage);
        await using var other = await Databases.V2Async(major, BigTable.Usage + MadeByOthers);
        await database.RunSomeUnitsAsync(Script.Rollback, 3);
        await other.RunSomeUnitsAsync(Script.Rollback, 3);

        (await database.RollBackAsync()).ShouldSay("no row was in them");
        (await other.RollBackAsync()).ShouldSay("no row was in them");

        await database.ShouldNotHaveSchemaAsync("opscenter_archive");
        await database.ShouldNotHaveSchemaAsync("opscenter");
        await ShouldStayAsync(other);
        await other.ShouldNotHaveSchemaAsync("opscenter");
    }

    /// <summary>A role that owns all but the schema of the archives, which it may use.</summary>
    private static async Task<TestDatabase> OwnedByAsync(TestRole role, int major)
    {
        var database = await Databases.V1Async(
            major,
            BigTable.Usage
                + MadeByOthers
                + $"""
                alter table llm_providers owner to {role};
                alter table llm_usage_logs owner to {role};
                grant usage, create on schema public to {role};
                create schema opscenter authorization {role};
                grant usage, create on schema opscenter_archive to {role};
                """
        );
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        return database;
    }

    private static async Task ShouldStayAsync(TestDatabase database) =>
        (
            await database.ScalarAsync<bool>(
                "select to_regnamespace('opscenter_archive') is not null"
            )
        ).ShouldBeTrue();
}
