using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>What a killed run left goes with the next one; a folder that others can replace gets nothing.</summary>
public class LeftBackupTests
{
    [Fact]
    public void The_file_of_a_dead_run_goes_and_that_of_a_living_one_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Nobody can tell there.");
        using var folder = new BackupFolder();
        using var living = Create(folder.Path, "shop", DateTimeOffset.UnixEpoch);
        var dead = Path.Combine(folder.Path, "shop_19700101_000000.0.incomplete");
        File.WriteAllText(dead, "half");

        using var next = Create(folder.Path, "shop", DateTimeOffset.UnixEpoch);

        folder.Files.Order().ShouldBe(new[] { living.TemporaryPath, next.TemporaryPath }.Order());
    }

    [Fact]
    public void A_folder_that_everybody_can_write_to_gets_no_backup()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        using var folder = new BackupFolder();
        Directory.CreateDirectory(folder.Path);
        File.SetUnixFileMode(
            folder.Path,
            File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherWrite
        );

        var error = Should.Throw<BackupFailedException>(() =>
            Create(folder.Path, "shop", DateTimeOffset.UnixEpoch)
        );

        error.Message.ShouldContain(folder.Path);
        error.Remedy.ShouldContain("--backup-dir");
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_folder_there_is_no_backup_in_the_current_one() =>
        Should
            .Throw<BackupFailedException>(() => Create(null, "shop", DateTimeOffset.UnixEpoch))
            .Remedy.ShouldContain("--backup-dir");

    private static BackupFile Create(string? folder, string name, DateTimeOffset time) =>
        BackupFile.Create(new BackupOptions { ConnectionString = "", Folder = folder }, name, time);
}
