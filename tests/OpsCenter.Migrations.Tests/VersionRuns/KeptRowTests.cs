using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A restore overwrites nothing, and names the rows that are in the way.</summary>
public sealed class KeptRowTests
{
    private const string Table =
        "create table tag (shop text, id int, label text unique, primary key (shop, id));";

    [Fact]
    public async Task Rows_with_other_values_are_named_by_their_keys()
    {
        await using var test = await RolledBackAsync(
            "select 'a', i, 'label ' || i from generate_series(1, 7) i"
        );
        await test.ExecuteAsync(
            "insert into tag select 'a', i, 'other ' || i from generate_series(2, 7) i"
        );

        var planned = await RestoreAsync(test, new FolderOptions { RestorePlanOnly = true });
        var restored = await RestoreAsync(test);

        planned.KeptKeys.ShouldBe(restored.KeptKeys);
        restored.Restored.ShouldBe(1);
        restored.Kept.ShouldBe(6);
        restored.KeptKeys.ShouldBe([
            .. Enumerable.Range(2, 5).Select(number => $"shop=a, id={number}"),
        ]);
    }

    [Fact]
    public async Task A_row_that_another_one_keeps_out_is_named_and_its_archive_stays_open()
    {
        await using var test = await RolledBackAsync("values ('a', 1, 'sale')");
        await test.ExecuteAsync("insert into tag values ('b', 9, 'sale')");

        var restored = await RestoreAsync(test);

        restored.Obstacle.ShouldBe(
            "another row has a unique value of the archived row with shop=a, id=1"
        );
        await test.ExecuteAsync("delete from tag");
        (await RestoreAsync(test)).Restored.ShouldBe(1);
    }

    private static async Task<FolderCase> RolledBackAsync(string rows)
    {
        var test = await FolderCase.CreateAsync();
        test.With("1_tag", Table, "drop table tag;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync($"insert into tag {rows}");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        return test;
    }

    private static async Task<Archives.RestoredData> RestoreAsync(
        FolderCase test,
        FolderOptions? options = null
    ) => (await test.Migrator(options).RestoreArchiveAsync()).ShouldHaveSingleItem();
}
