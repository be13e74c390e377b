using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>The order in which archives of several migrations come back, and what those say that cannot yet.</summary>
public sealed class RestoreStepsTests
{
    private const string Rows =
        "select (select string_agg(t::text, ';' order by id) from orders t) || (select string_agg(t::text, ';' order by id) from shipments t) "
        + "|| (select string_agg(t::text, ';' order by id) from vip t)";

    [Fact]
    public async Task Everything_is_back_after_each_waiting_migration_was_applied_and_restored()
    {
        await using var test = await UsedAsync();
        var written = await test.ScalarAsync<string>(Rows);

        var report = await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        report.Restorable.ShouldBe(0);
        report.Waiting.ShouldBe(["1", "2", "3", "5"]);
        foreach (var version in report.Waiting)
        {
            await test.Migrator(new FolderOptions { To = version }).ApplyAsync();
            (await test.Migrator().RestoreArchiveAsync()).ShouldAllBe(data =>
                data.Obstacle == null && data.Kept == 0
            );
        }

        await test.Migrator().ApplyAsync();
        (await test.Migrator().RestoreArchiveAsync()).ShouldBeEmpty();
        (await test.ScalarAsync<string>(Rows)).ShouldBe(written);
    }

    [Fact]
    public async Task After_one_apply_of_all_a_rollback_to_the_earliest_open_one_leads_back()
    {
        await using var test = await UsedAsync();
        var written = await test.ScalarAsync<string>(Rows);
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator().ApplyAsync();
        var refused = (await test.Migrator().RestoreArchiveAsync())
            .Where(data => data.Obstacle is not null)
            .MaxBy(data => data.Steps)!;

        var report = await test.Migrator(new FolderOptions { To = refused.Version })
            .RollbackAsync();
        report.Restorable.ShouldBe(1);
        await test.Migrator().RestoreArchiveAsync();
        foreach (var version in report.Waiting)
        {
            await test.Migrator(new FolderOptions { To = version }).ApplyAsync();
            (await test.Migrator().RestoreArchiveAsync()).ShouldAllBe(data =>
                data.Obstacle == null && data.Kept == 0
            );
        }

        await test.Migrator().ApplyAsync();
        (await test.Migrator().RestoreArchiveAsync()).ShouldBeEmpty();
        (await test.ScalarAsync<string>(Rows)).ShouldBe(written);
    }

    [Fact]
    public async Task An_archive_of_a_pending_migration_waits_for_it_and_has_no_obstacle()
    {
        await using var test = await UsedAsync();
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator(new FolderOptions { To = "1" }).ApplyAsync();

        var restored = await test.Migrator().RestoreArchiveAsync();

        restored.ShouldAllBe(data => data.Obstacle == null);
        restored.Select(data => data.WaitsFor).ShouldBe([null, "2", "3", "5"]);
    }

    [Fact]
    public async Task An_archive_of_a_migration_that_the_folder_lost_has_an_obstacle()
    {
        await using var test = await UsedAsync();
        await test.Migrator(new FolderOptions { To = "4" }).RollbackAsync();
        File.Delete(Path.Combine(test.Folder.Path, "5_vip.up.sql"));
        File.Delete(Path.Combine(test.Folder.Path, "5_vip.down.sql"));

        var restored = (await test.Migrator().RestoreArchiveAsync()).ShouldHaveSingleItem();

        restored.WaitsFor.ShouldBeNull();
        restored.Obstacle.ShouldBe(
            "5, whose rollback archived it, is not applied, and is not pending in this folder"
        );
    }

    [Fact]
    public async Task An_archive_behind_a_foreign_key_or_a_newer_one_says_for_which_it_waits()
    {
        await using var test = await UsedAsync();
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator().ApplyAsync();

        (await test.Migrator().RestoreArchiveAsync())
            .Where(data => data.Obstacle is not null)
            .Select(data => $"{data.Id} {data.Obstacle}")
            .ShouldBe([
                "3 it waits for archive 5 of the table, which is newer and comes first",
                "4 it waits for archive 5 of \"public\".\"orders\", to which a foreign key refers",
                "5 the table has no column code to write to",
            ]);
    }

    [Fact]
    public async Task Tables_that_refer_to_each_other_come_back_beside_one_that_cannot()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
                "1_a",
                """
                create table other (id int primary key, code text);
                create table loan (id int primary key, last int);
                create table item (id int primary key, loan int not null references loan);
                alter table loan add foreign key (last) references item;
                """,
                "drop table loan, item, other;"
            )
            .With(
                "2_b",
                "-- opscenter: changes public.other\nalter table other drop code;",
                "alter table other add code text;"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "insert into other values (1); insert into loan values (1, null); insert into item values (1, 1); update loan set last = 1"
        );
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator().ApplyAsync();

        (await test.Migrator().RestoreArchiveAsync())
            .Where(data => data.Obstacle is null)
            .Sum(data => data.Restored)
            .ShouldBe(2);
    }

    [Fact]
    public async Task Rows_that_are_there_as_archived_are_counted()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a (id int primary key, v text);", "drop table a;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into a values (1, 'x'), (2, 'y'), (3, null), (4, 'z')");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into a values (1, 'x'), (2, 'other'), (3, null)");

        RestoredData restored = (await test.Migrator().RestoreArchiveAsync()).Single();

        (restored.Restored, restored.Present, restored.Kept).ShouldBe((1, 2, 1));
    }

    private static async Task<FolderCase> UsedAsync()
    {
        var test = await FolderCase.CreateAsync();
        test.With(
                "1_orders",
                "create table orders (id int primary key, total int, code text);",
                "drop table orders;"
            )
            .With(
                "2_shipments",
                "create table shipments (id int primary key, order_id int not null references orders);",
                "drop table shipments;"
            )
            .With(
                "3_note",
                "-- opscenter: changes public.orders\nalter table orders add note text; update orders set total = 0 where total is null;",
                "alter table orders drop note; update orders set total = null where total = 0;"
            )
            .With(
                "4_code",
                "-- opscenter: changes public.orders\nalter table orders drop code;",
                "alter table orders add code text;"
            )
            .With("5_vip", "create table vip (id int primary key);", "drop table vip;")
            .With("6_index", "create index on orders (total);", "drop index orders_total_idx;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "insert into orders values (1, 0), (2, 5), (3, 0); insert into shipments values (1, 1), (2, 3); insert into vip values (7)"
        );
        return test;
    }
}
