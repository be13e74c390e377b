using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

public class BackupTests
{
    [Fact]
    public async Task Apply_first_backs_up_the_tables_that_it_touches_and_no_other()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();

        var applied = await (await folder.MigratorAsync(shop)).ApplyAsync(Shop.Migration);

        applied.Outcome.ShouldBe(ApplyOutcome.Applied);
        applied.Backup!.Tables.ShouldBe(["public.customers"]);
        applied.Backup.Bytes.ShouldBe(new FileInfo(folder.Files.ShouldHaveSingleItem()).Length);
        var contents = await (await folder.MigratorAsync(shop)).ReadBackupAsync(
            applied.Backup.File
        );
        contents.Tables.ShouldBe(1);
        contents.Lines.ShouldNotContain(line => line.Contains("tags") || line.Contains("visits"));
    }

    [Fact]
    public async Task Its_file_and_its_folder_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();

        var backup = await (await folder.MigratorAsync(shop)).BackupAsync(Shop.Migration);

        File.GetUnixFileMode(backup.File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder.Path)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task The_name_of_the_file_tells_database_migration_and_time_and_is_never_taken_twice()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop, clock: new FixedClock());
        var first = (await migrator.ApplyAsync(Shop.Migration)).Backup!.File;
        var content = await File.ReadAllBytesAsync(first);
        await shop.ExecuteAsync("drop index customers_email");

        var second = (await migrator.ApplyAsync(Shop.Migration)).Backup!.File;

        Path.GetFileName(first).ShouldBe($"{shop.Name}_before_toy_20260203_040506.dump");
        Path.GetFileName(second).ShouldBe($"{shop.Name}_before_toy_20260203_040506_2.dump");
        (await File.ReadAllBytesAsync(first)).ShouldBe(content);
    }

    [Fact]
    public async Task Where_nothing_is_to_be_done_none_is_taken()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        var migrator = await folder.MigratorAsync(shop);

        (await migrator.ApplyAsync(Shop.Migration)).Backup.ShouldBeNull();
        await Shop.Migrator(shop).RollbackAsync(Shop.Migration);
        (await migrator.RollbackAsync(Shop.Migration)).Backup.ShouldBeNull();

        Directory.Exists(folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_the_script_refuses_none_is_taken()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await shop.ExecuteAsync("alter table customers rename to clients");
        var migrator = await folder.MigratorAsync(shop);

        await Should.ThrowAsync<MigrationRefusedException>(() =>
            migrator.ApplyAsync(Shop.Migration)
        );

        Directory.Exists(folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_script_that_tells_no_plan_gets_a_backup_of_everything()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();

        var applied = await (await folder.MigratorAsync(shop)).ApplyAsync(
            Shop.Of("create schema opscenter; create table extra (id int)")
        );

        applied.Backup!.Whole.ShouldBeTrue();
        applied.Backup.Tables.ShouldBe(["public.customers", "public.tags", "public.visits_2025"]);
    }

    [Fact]
    public async Task A_role_that_cannot_read_its_neighbours_tables_can_back_up_its_own()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var role = $"keeper_{shop.Name}";
        await shop.ExecuteAsync(
            $"create role {role} login password 'secret'; alter table customers owner to {role}; revoke all on tags, visits from public"
        );
        var migrator = await folder.MigratorAsync(
            shop,
            connectionString: shop.ConnectionStringFor(role, "secret")
        );

        var backup = await migrator.BackupAsync(Shop.Migration);

        backup.Tables.ShouldBe(["public.customers"]);
        await shop.ExecuteAsync($"drop owned by {role} cascade; drop role {role}");
    }

    [Fact]
    public async Task A_table_that_stays_locked_is_not_waited_for_without_end()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await using var blocker = await shop.DataSource.OpenConnectionAsync();
        await using var locked = await blocker.BeginTransactionAsync();
        await using var command = blocker.CreateCommand();
        command.CommandText = "lock table customers";
        await command.ExecuteNonQueryAsync();
        var migrator = await folder.MigratorAsync(shop);

        await Should.ThrowAsync<LockTimeoutException>(() => migrator.BackupAsync());

        folder.Files.ShouldBeEmpty();
    }

    private static async Task<TestDatabase> CreateShopAsync() =>
        await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
}
