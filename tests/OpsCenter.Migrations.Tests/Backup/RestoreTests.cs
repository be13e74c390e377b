using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

public class RestoreTests
{
    [Fact]
    public async Task A_backup_of_everything_makes_an_equal_database()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();

        await migrator.RestoreIntoAsync(backup.File, $"{shop.Name}_copy");

        await using var copy = await AdoptAsync(shop);
        (await DataSnapshot.TakeAsync(copy)).ShouldEqual(await DataSnapshot.TakeAsync(shop));
        (await SchemaSnapshot.TakeAsync(copy)).ShouldEqual(await SchemaSnapshot.TakeAsync(shop));
    }

    [Fact]
    public async Task A_backup_of_the_touched_tables_restores_into_an_empty_database()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var before = await DataSnapshot.TakeAsync(shop, ShopTables);
        var migrator = await folder.MigratorAsync(shop);
        var backup = (await migrator.ApplyAsync(Shop.Migration)).Backup!;

        var restored = await migrator.RestoreIntoAsync(backup.File, $"{shop.Name}_copy");

        restored.Tables.ShouldBe(1);
        await using var copy = await AdoptAsync(shop);
        (await before.RetakeAsync(copy)).ShouldEqual(before);
    }

    [Fact]
    public async Task Of_the_database_itself_the_owner_of_schema_public_comes_back_and_the_rest_is_named()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await using var role = await Role.CreateAsync(shop, "alter schema public owner to {0}");
        await shop.ExecuteAsync(
            $"alter database {shop.Name} set work_mem = '5MB'; revoke connect on database {shop.Name} from public"
        );
        // What a killed run left, goes; what has a similar name, stays.
        await shop.ExecuteAsync($"create database opscenter_restore_0_{new string('0', 32)}");
        await shop.ExecuteAsync("create database opscenter_restore_2026");
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();

        var restored = await migrator.RestoreIntoAsync(backup.File, $"{shop.Name}_copy");

        await using var copy = await AdoptAsync(shop);
        (
            await copy.ScalarAsync<string>(
                "select pg_get_userbyid(nspowner)::text from pg_namespace where nspname = 'public'"
            )
        ).ShouldBe(role.Name);
        var note = restored.Notes.ShouldHaveSingleItem();
        note.ShouldContain("settings of roles and the database (1)");
        note.ShouldContain("rights to connect");
        (
            await shop.ScalarAsync<long>(
                "select count(*) from pg_database where datname like 'opscenter\\_restore\\_%'"
            )
        ).ShouldBe(1);
        await shop.ExecuteAsync("drop database opscenter_restore_2026");
        await copy.ExecuteAsync("alter schema public owner to postgres");
    }

    [Fact]
    public async Task Odd_names_and_what_is_tied_to_them_go_in_and_come_out()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await shop.ExecuteAsync(OddNames.Sql);
        var migrator = await folder.MigratorAsync(shop);

        var backup = await migrator.BackupAsync(OddNames.Migration);
        await migrator.RestoreIntoAsync(backup.File, $"{shop.Name}_copy");

        backup.Tables.ShouldBe(OddNames.Tables);
        await using var copy = await AdoptAsync(shop);
        var data = await DataSnapshot.TakeAsync(copy);
        data.Lines.Count.ShouldBe(4);
        data.ShouldEqual(await DataSnapshot.TakeAsync(shop, data.Columns));
    }

    [Fact]
    public async Task A_database_that_is_there_is_not_restored_into()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();

        await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreIntoAsync(backup.File, shop.Name)
        );
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.01)]
    public async Task A_truncated_file_is_refused_before_anything_is_touched(double part)
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var before = await DataSnapshot.TakeAsync(shop);
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync()).File;
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(int)(bytes.Length * part)]);

        await Should.ThrowAsync<BackupUnreadableException>(() =>
            migrator.RestoreIntoAsync(file, $"{shop.Name}_copy")
        );
        await Should.ThrowAsync<BackupUnreadableException>(() =>
            migrator.RestoreOverAsync(file, shop.Name)
        );

        (await DataSnapshot.TakeAsync(shop)).ShouldEqual(before);
        (
            await shop.ScalarAsync<long>(
                $"select count(*) from pg_database where datname = '{shop.Name}_copy'"
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Replacing_asks_for_the_databases_name()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync(Shop.Migration);
        await shop.ExecuteAsync("update customers set name = 'new'");

        await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(backup.File, "another")
        );

        (
            await shop.ScalarAsync<bool>("select bool_and(name = 'new') from customers")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Replacing_brings_the_tables_of_the_backup_back_and_leaves_the_others()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var before = await DataSnapshot.TakeAsync(shop, ShopTables);
        var schema = await SchemaSnapshot.TakeAsync(shop);
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync(Shop.Migration);
        await shop.ExecuteAsync(
            "delete from customers where id > 5; insert into tags values ('later')"
        );

        var restored = await migrator.RestoreOverAsync(backup.File, shop.Name);

        (await before.RetakeAsync(shop)).ShouldEqual(before);
        (await SchemaSnapshot.TakeAsync(shop)).ShouldEqual(schema);
        (
            await shop.ScalarAsync<bool>("select exists (select from tags where tag = 'later')")
        ).ShouldBeTrue();
        restored.Before!.Tables.ShouldBe(["public.customers"]);
    }

    [Fact]
    public async Task What_stands_on_the_tables_makes_replacing_fail_with_its_name_and_changes_nothing()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync(Shop.Migration);
        await shop.ExecuteAsync(
            "create view rich as select * from customers; delete from customers"
        );

        var error = await Should.ThrowAsync<RestoreFailedException>(() =>
            migrator.RestoreOverAsync(backup.File, shop.Name)
        );

        error.Message.ShouldContain("rich");
        (await shop.ScalarAsync<long>("select count(*) from rich")).ShouldBe(0);
    }

    [Fact]
    public async Task An_event_trigger_against_drops_makes_replacing_fail_with_its_message()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync(Shop.Migration);
        await shop.ExecuteAsync(
            """
            create function keep() returns event_trigger language plpgsql as $$ begin raise 'nothing is dropped here'; end $$;
            create event trigger keeper on sql_drop execute function keep()
            """
        );

        var error = await Should.ThrowAsync<RestoreFailedException>(() =>
            migrator.RestoreOverAsync(backup.File, shop.Name)
        );

        error.Message.ShouldContain("nothing is dropped here");
        error.Message.ShouldContain("keep()");
        (await shop.ScalarAsync<long>("select count(*) from customers")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Tables_from_before_a_migration_do_not_replace_those_after_it()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop);
        var backup = (await migrator.ApplyAsync(Shop.Migration)).Backup!;

        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(backup.File, shop.Name)
        );

        error.Message.ShouldContain("toy");
        error.Remedy.ShouldContain("opscenter rollback");
        (await migrator.VerifyAsync(Shop.Migration)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task The_backup_before_a_rollback_undoes_it()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await shop.ExecuteAsync("insert into invoices (customer_id, total) values (1, 2.50)");
        await shop.ExecuteAsync("update customers set email = 'a@b' where id = 1");
        var used = await DataSnapshot.TakeAsync(shop);
        var migrator = await folder.MigratorAsync(shop);
        var backup = (await migrator.RollbackAsync(Shop.Migration)).Backup!;

        await migrator.RestoreOverAsync(backup.File, shop.Name);

        (await used.RetakeAsync(shop)).ShouldEqual(used);
        (await migrator.StatusAsync(Shop.Migration)).Standing.ShouldBe(MigrationStanding.Applied);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> ShopTables { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["public.customers"] =
            [
                "id",
                "name",
                "balance",
                "ratio",
                "notes",
                "since",
                "patience",
                "code",
                "photo",
            ],
        };

    private static async Task<TestDatabase> CreateShopAsync() =>
        await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());

    private static Task<TestDatabase> AdoptAsync(TestDatabase shop) =>
        TestServer.For(shop.Major).AdoptDatabaseAsync($"{shop.Name}_copy");
}
