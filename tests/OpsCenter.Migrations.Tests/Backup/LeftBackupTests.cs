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
    public void A_new_folder_in_one_that_is_there_is_made_and_said()
    {
        using var folder = new BackupFolder();
        Directory.CreateDirectory(folder.Path);
        var named = Path.Combine(folder.Path, "new");
        var said = new List<string>();

        for (var run = 0; run < 2; run++)
        {
            using var file = BackupFile.Create(
                Named(named),
                "shop",
                DateTimeOffset.UnixEpoch,
                said.Add
            );
        }

        said.ShouldBe([$"created the folder {named}"]);
    }

    [Fact]
    public void A_named_folder_in_none_is_refused_and_not_made()
    {
        using var folder = new BackupFolder();
        var parent = Path.Combine(folder.Path, "mistyped");

        var error = Should.Throw<BackupFailedException>(() =>
            BackupFile.Create(
                Named(Path.Combine(parent, "backups")),
                "shop",
                DateTimeOffset.UnixEpoch,
                _ => { }
            )
        );

        error.Message.ShouldContain($"there is no folder {parent}. Nothing was touched.");
        error.Remedy.ShouldContain("a new one in a folder that is there, with --backup-dir.");
        Directory.Exists(parent).ShouldBeFalse();
    }

    private static BackupOptions Named(string folder) =>
        new()
        {
            ConnectionString = "",
            Folder = folder,
            MakesParents = false,
        };

    [Fact]
    public void Without_a_folder_there_is_no_backup_in_the_current_one() =>
        Should
            .Throw<BackupFailedException>(() => Create(null, "shop", DateTimeOffset.UnixEpoch))
            .Remedy.ShouldContain("--backup-dir");

    private static BackupFile Create(string? folder, string name, DateTimeOffset time) =>
        BackupFile.Create(
            new BackupOptions { ConnectionString = "", Folder = folder },
            name,
            time,
            _ => { }
        );
}
