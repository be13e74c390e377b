using CliWrap;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Dumps;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>Where there is no backup, nothing is touched, and no file stays that looks like one.</summary>
public class FailedBackupTests
{
    [Fact]
    public async Task A_pg_dump_older_than_the_server_is_told_with_both_versions_and_the_package()
    {
        using var folder = new BackupFolder();
        using var old = await FakePgDump.OfVersionAsync("9.6.24");
        await using var shop = await Shop.CreateAsync();

        var error = await ShouldRefuseAsync<PgDumpTooOldException>(folder, shop, old.Folder);

        error.Message.ShouldContain("9.6.24");
        error.Message.ShouldContain($"PostgreSQL {shop.Major}");
        error.Remedy.ShouldContain($"postgresql-client-{shop.Major}");
        error.Remedy.ShouldContain("--no-backup");
    }

    [Fact]
    public async Task A_server_newer_than_the_installed_pg_dump_is_refused_for_real()
    {
        using var folder = new BackupFolder();
        Assert.SkipUnless(
            TestMajors.Newest > await PgDumpProgram.MajorAsync(),
            "The installed pg_dump is as new as every server under test."
        );
        await using var shop = await Shop.CreateAsync(TestMajors.Newest);

        await ShouldRefuseAsync<PgDumpTooOldException>(folder, shop, null);
    }

    [Fact]
    public async Task A_missing_pg_dump_is_told_with_the_package()
    {
        using var folder = new BackupFolder();
        await using var shop = await Shop.CreateAsync();

        var error = await ShouldRefuseAsync<PgDumpMissingException>(
            folder,
            shop,
            "/nowhere/pg_dump"
        );

        error.Message.ShouldContain("/nowhere/pg_dump");
        error.Remedy.ShouldContain($"postgresql-client-{shop.Major}");
    }

    [Fact]
    public async Task A_backup_that_lacks_a_table_is_none()
    {
        using var folder = new BackupFolder();
        using var forgetful = await FakePgDump.AroundTheRealOneAsync(
            "exec $real \"$@\" --exclude-table-data=customers"
        );
        await using var shop = await CreateShopAsync();

        var error = await ShouldRefuseAsync<BackupFailedException>(folder, shop, forgetful.Folder);

        error.Message.ShouldContain("public.customers");
    }

    [Fact]
    public async Task What_pg_dump_complains_about_is_told()
    {
        using var folder = new BackupFolder();
        using var broken = await FakePgDump.AroundTheRealOneAsync(
            "echo 'pg_dump: error: the moon is full' >&2; exit 1"
        );
        await using var shop = await CreateShopAsync();

        var error = await ShouldRefuseAsync<BackupFailedException>(folder, shop, broken.Folder);

        error.Message.ShouldContain("the moon is full");
    }

    [Fact]
    public async Task A_lock_that_pg_dump_waited_for_in_vain_is_told_as_such()
    {
        using var folder = new BackupFolder();
        using var waiting = await FakePgDump.AroundTheRealOneAsync(
            """
            case "$*" in *--lock-wait-timeout=500*) echo 'pg_dump: error: canceling statement due to lock timeout' >&2 ;; esac
            exit 1
            """
        );
        await using var shop = await CreateShopAsync();

        await ShouldRefuseAsync<LockTimeoutException>(folder, shop, waiting.Folder);
    }

    [Fact]
    public async Task A_cancelled_backup_leaves_no_file()
    {
        using var folder = new BackupFolder();
        using var slow = await FakePgDump.AroundTheRealOneAsync("touch begun; exec sleep 60");
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop, slow.Folder);
        using var stop = new CancellationTokenSource();

        var run = migrator.ApplyAsync(Shop.Migration, stop.Token);
        while (!run.IsCompleted && !File.Exists(Path.Combine(slow.Folder, "begun")))
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
        folder.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("256k", "would not fit")]
    [InlineData("1500k", "The disk is full")]
    public async Task A_full_disk_is_told_and_nothing_is_lost(string size, string message)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root can mount a small file system."
        );
        using var folder = new BackupFolder();
        Directory.CreateDirectory(folder.Path);
        await MountAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder.Path);
        try
        {
            await using var shop = await CreateShopAsync();
            // Random bytes cannot be compressed.
            await shop.ExecuteAsync(
                """
                update customers
                set photo = (
                    select decode(string_agg(md5(random()::text || i || customers.id), ''), 'hex')
                    from generate_series(1, 1500) i)
                """
            );

            var error = await ShouldRefuseAsync<BackupFailedException>(folder, shop, null);

            error.Message.ShouldContain(message);
            error.Remedy.ShouldContain("--backup-dir");
        }
        finally
        {
            await MountAsync("umount", folder.Path);
        }
    }

    private static async Task<TException> ShouldRefuseAsync<TException>(
        BackupFolder folder,
        TestDatabase shop,
        string? pgDump
    )
        where TException : MigrationException
    {
        var schema = await SchemaSnapshot.TakeAsync(shop);
        var migrator = await folder.MigratorAsync(shop, pgDump);

        var error = await Should.ThrowAsync<TException>(() => migrator.ApplyAsync(Shop.Migration));

        (await SchemaSnapshot.TakeAsync(shop)).ShouldEqual(schema);
        folder.Files.ShouldBeEmpty();
        return error;
    }

    private static Task MountAsync(string program, params string[] arguments) =>
        Cli.Wrap(program).WithArguments(arguments).ExecuteAsync();

    private static async Task<TestDatabase> CreateShopAsync() =>
        await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
}
