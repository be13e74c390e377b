using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>opscenter.archive, as earlier and later rollbacks write it.</summary>
public sealed class RestoredMetadataTests
{
    [Fact]
    public async Task Without_any_archive_there_is_nothing_to_restore()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        var before = await DatabaseState.TakeAsync(database);

        (await database.RestoreAsync()).ShouldSay("There is nothing to restore");

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Without_V2_it_is_refused(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        (await database.RollBackAsync()).ShouldSucceed();

        await database.ShouldRefuseToRestoreAsync(
            "V2 is not applied in this database",
            "opscenter apply"
        );
    }

    [Theory]
    [InlineData("applying")]
    [InlineData("rolling back")]
    public async Task While_V2_is_under_way_it_is_refused(string state)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync($"update opscenter.migration set state = '{state}'");

        await database.ShouldRefuseToRestoreAsync($"V2 is under way ({state})");
    }

    [Theory]
    [EachMajor]
    public async Task An_archive_stays_and_says_when_it_was_restored(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);

        (await database.RestoreAsync()).ShouldSucceed();

        await database.ShouldHaveRowsAsync("opscenter_archive.model_servers_1", 2);
        (
            await database.ScalarAsync<long>(
                "select count(*) from opscenter.archive where restored_at is null"
            )
        ).ShouldBe(0);
    }

    [Theory]
    [InlineData("capturing")]
    [InlineData("copied")]
    public async Task An_archive_that_is_not_complete_is_left_alone(string state)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"alter table opscenter.archive add column if not exists state text not null default 'complete'; update opscenter.archive set state = '{state}' where source_table = 'audit_log'"
        );

        (await database.RestoreAsync()).ShouldSay(
            "There is nothing to restore",
            $"archive 1 is not complete ({state})"
        );
        await database.ShouldRefuseAsync(
            Script.Restore,
            "set opscenter.archive = '1'",
            "archive 1 is not complete"
        );
    }

    [Fact]
    public async Task A_book_with_state_and_restored_at_is_read_and_written()
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            "alter table opscenter.archive add column if not exists state text not null default 'complete', add column if not exists restored_at timestamptz"
        );

        (await database.RestoreAsync()).ShouldSay("11 rows");
        (await database.RestoreAsync()).ShouldSay("There is nothing to restore");
    }

    [Fact]
    public async Task An_archive_that_does_not_exist_is_refused_with_those_that_do()
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);

        await database.ShouldRefuseAsync(
            Script.Restore,
            "set opscenter.archive = '7'",
            "there is no archive 7 of V2. There are: 1."
        );
    }
}
