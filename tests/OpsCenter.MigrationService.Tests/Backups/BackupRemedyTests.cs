using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing.Dumps;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>What is advised where no backup can be taken is done as it stands there, and the run after it succeeds.</summary>
public sealed class BackupRemedyTests
{
    private const string Without = "To go on without a backup of ours: --no-backup.";

    private static readonly (int, string) Failed = (ExitCodes.BackupFailed, "backup-failed");

    [Theory]
    [InlineData("--backup-dir")]
    [InlineData("--no-backup")]
    [FollowsRemedy("Backup/BackupFile.cs", "No backup can be written into")]
    public async Task A_folder_that_cannot_be_written_to(string option)
    {
        await using var scene = await BackupScene.CreateAsync();
        string[] apply = ["apply", "--backup-dir", "/proc/nowhere"];

        await scene.RefuseAsync(Failed, $"with --backup-dir. {Without}", apply);

        await scene.SucceedAsync(Follow(option, scene, apply));
    }

    [Theory]
    [InlineData("--backup-dir")]
    [InlineData("take the others' rights to this one away")]
    [FollowsRemedy("Backup/BackupFile.cs", "No backup is written into")]
    public async Task A_folder_that_others_can_write_to(string option)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var open = new BackupFolder();
        await using var scene = await BackupScene.CreateAsync();
        await ShellAsync("mkdir", "-m", "777", open.Path);
        string[] apply = ["apply", "--backup-dir", open.Path];

        await scene.RefuseAsync(Failed, option, apply);
        if (option != "--backup-dir")
        {
            await ShellAsync("chmod", "go-w", open.Path);
        }

        await scene.SucceedAsync(option == "--backup-dir" ? Follow(option, scene, apply) : apply);
    }

    [Theory]
    [InlineData("--backup-dir")]
    [InlineData("--no-backup")]
    [FollowsRemedy("Backup/BackupFile.cs", "There is no folder for backups")]
    public async Task A_user_without_a_home(string option)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the folder is not in the home.");
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();
        var homeless = OpsCenterProcess
            .Command(database.ConnectionString, "apply", "--backup-dir", "")
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", database.ConnectionString)
                    .Set("HOME", "nowhere")
                    .Set("XDG_STATE_HOME", null)
                    .Set("OPSCENTER_BACKUP_DIR", null)
            );

        var refused = await homeless.ExecuteBufferedAsync();
        refused.ExitCode.ShouldBe(ExitCodes.BackupFailed, refused.StandardError);
        refused.StandardError.ShouldContain($"with --backup-dir. {Without}");

        var followed = await homeless
            .WithArguments(
                option == "--no-backup" ? ["apply", option] : ["apply", option, folder.Path]
            )
            .ExecuteAsync();
        followed.ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData("256k", "would not fit", "--backup-dir")]
    [InlineData("256k", "would not fit", "Make room")]
    [InlineData("1500k", "The disk is full", "--backup-dir")]
    [InlineData("1500k", "The disk is full", "Make room")]
    [FollowsRemedy("Backup/DiskRoom.cs", "by estimate the backup would not")]
    [FollowsRemedy("Backup/Dump.cs", "The disk is full")]
    public async Task A_full_disk(string size, string message, string option)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root can mount a small file system."
        );
        using var small = new BackupFolder();
        Directory.CreateDirectory(small.Path);
        await ShellAsync(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            $"size={size},mode=700",
            "tmpfs",
            small.Path
        );
        try
        {
            await using var scene = await BackupScene.CreateAsync();
            await scene.Database.ExecuteAsync(
                """
                update llm_usage_logs set error_message = (
                    select string_agg(md5(random()::text || i || llm_usage_logs.id), '') from generate_series(1, 1500) i)
                """
            );
            string[] backup = ["backup", "--backup-dir", small.Path];

            (await scene.RefuseAsync(Failed, option, backup)).ShouldContain(message);
            if (option == "Make room")
            {
                await ShellAsync("mount", "-o", "remount,size=64m", small.Path);
            }

            await scene.SucceedAsync(
                option == "--backup-dir" ? Follow(option, scene, backup) : backup
            );
        }
        finally
        {
            await ShellAsync("umount", small.Path);
        }
    }

    [Fact]
    [FollowsRemedy("Backup/Dump.cs", "The backup lacks the rows of")]
    public async Task Rows_that_a_backup_lacks()
    {
        using var tools = await FakePgDump.AroundTheRealOneAsync(
            "[ -e once ] && exec $real \"$@\"; touch once; exec $real \"$@\" --exclude-table-data=llm_models"
        );
        await using var scene = await BackupScene.CreateAsync();
        string[] backup = ["backup", "--pg-dump", tools.Folder];

        await scene.RefuseAsync(Failed, "Repeat when that has ended.", backup);

        await scene.SucceedAsync(backup);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--no-backup")]
    [FollowsRemedy("Backup/Dump.cs", "pg_dump failed")]
    public async Task A_pg_dump_that_fails(string option)
    {
        using var tools = await FakePgDump.AroundTheRealOneAsync(
            "[ -e fixed ] && exec $real \"$@\"; echo 'pg_dump: error: the moon is full' >&2; exit 1"
        );
        await using var scene = await BackupScene.CreateAsync();
        string[] apply = ["apply", "--pg-dump", tools.Folder];

        await scene.RefuseAsync(Failed, $"Fix what it reports and repeat. {Without}", apply);
        if (option.Length == 0)
        {
            await File.WriteAllTextAsync(Path.Combine(tools.Folder, "fixed"), "");
        }

        await scene.SucceedAsync(option.Length == 0 ? apply : [.. apply, option]);
    }

    [Fact]
    [FollowsRemedy("Operations/Backups.cs", "would touch no table")]
    public async Task A_migration_that_touches_nothing()
    {
        await using var scene = await BackupScene.CreateAsync();
        await scene.SucceedAsync("apply", "--no-backup");
        await scene.Database.ExecuteAsync("drop schema opscenter cascade");

        var said = await scene.RefuseAsync(Failed, "opscenter backup --whole.", "backup");

        said.ShouldContain("opscenter plan.");
        await scene.SucceedAsync("backup", "--whole");
        await scene.SucceedAsync("plan");
    }

    [Fact]
    public async Task A_command_that_is_there_for_the_backup_does_not_advise_to_leave_it_out()
    {
        await using var scene = await BackupScene.CreateAsync();

        var said = await scene.RefuseAsync(
            Failed,
            "with --backup-dir.",
            "backup",
            "--backup-dir",
            "/proc/nowhere"
        );

        said.ShouldNotContain("--no-backup");
    }

    private static string[] Follow(string option, BackupScene scene, string[] arguments) =>
        option == "--backup-dir"
            ? [.. arguments.TakeWhile(argument => argument != option), option, scene.Folder]
            : [.. arguments, option];

    private static Task ShellAsync(string program, params string[] arguments) =>
        Cli.Wrap(program).WithArguments(arguments).ExecuteAsync();
}
