using System.Text.RegularExpressions;
using OpsCenter.Testing.Dumps;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>What is advised where a file cannot be restored is done as it stands there, and the run after it succeeds.</summary>
public sealed class RestoreRemedyTests
{
    private const string TakeAnother = "Take another backup.";

    private static readonly (int, string) Unreadable = (
        ExitCodes.BackupFailed,
        "backup-unreadable"
    );

    private static readonly (int, string) Refused = (ExitCodes.Refused, "restore-refused");

    private static readonly (int, string) Failed = (ExitCodes.RestoreFailed, "restore-failed");

    [Fact]
    [FollowsRemedy("Backup/Contents.cs", "There is no file")]
    public async Task A_file_that_is_not_there()
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();

        await scene.RefuseAsync(
            Unreadable,
            "Name the backup with --file.",
            "restore",
            "--file",
            "/nowhere",
            "--list"
        );

        await scene.SucceedAsync("restore", "--file", file, "--list");
    }

    [Fact]
    [FollowsRemedy("Backup/Contents.cs", "cannot be read: {run.Complaint.TrimEnd")]
    public async Task A_truncated_file()
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);

        await scene.RefuseAsync(
            Unreadable,
            TakeAnother,
            "restore",
            "--file",
            file,
            "--replace",
            scene.Database.Name
        );

        await scene.ReplaceAsync(await scene.BackUpAsync());
    }

    [Fact]
    [FollowsRemedy("Backup/Contents.cs", "cannot be read: {run.Complaint.TrimEnd")]
    public async Task A_file_of_a_newer_pg_dump()
    {
        using var old = await FakePgDump.AroundTheRealRestoreAsync(
            "echo 'pg_restore: error: unsupported version (1.99) in file header' >&2; exit 1"
        );
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();
        string[] list = ["restore", "--file", file, "--list", "--pg-dump"];

        await scene.RefuseAsync(
            Unreadable,
            "name its folder with --pg-dump.",
            [.. list, old.Folder]
        );

        await scene.SucceedAsync([.. list, await PgDumpProgram.FolderAsync()]);
    }

    [Theory]
    [InlineData("pre-data", "echo 'pg_restore: error: could not read from input file' >&2; exit 1")]
    [InlineData("data", "echo 'pg_restore: error: could not read from input file' >&2; exit 1")]
    [InlineData("data", "$real \"$@\" | sed '/^\\\\\\.$/,$d'; exit 0")]
    [FollowsRemedy("Backup/SessionRestore.cs", "cannot be read: {run.Complaint}")]
    [FollowsRemedy("Backup/DataSection.cs", "cannot be read: {run.Complaint}")]
    [FollowsRemedy("Backup/DataScript.cs", "The rows of a table end too early")]
    public async Task A_file_that_breaks_off_while_it_is_restored(string section, string fault)
    {
        await using var scene = await BackupScene.CreateAsync();
        var damaged = await scene.BackUpAsync();
        using var tools = await FakePgDump.AroundTheRealRestoreAsync(
            $"case \"$*\" in *--section={section}*{damaged}*) {fault} ;; esac\nexec $real \"$@\""
        );
        scene.PgDump = tools.Folder;

        await scene.RefuseAsync(
            Unreadable,
            TakeAnother,
            "restore",
            "--file",
            damaged,
            "--replace",
            scene.Database.Name
        );

        await scene.ReplaceAsync(await scene.BackUpAsync());
    }

    [Fact]
    [FollowsRemedy("Backup/NewDatabase.cs", "There is a database")]
    public async Task A_database_that_is_there()
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();

        await scene.RefuseAsync(
            Refused,
            "Name a new database with --into.",
            "restore",
            "--file",
            file,
            "--into",
            scene.Database.Name
        );

        await scene.RestoreBesideAsync(file);
    }

    [Fact]
    [FollowsRemedy("Backup/NewDatabase.cs", "may not create database")]
    public async Task A_role_that_may_not_create_databases()
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();
        await using var role = await LoginAsync(scene, "");

        var said = await scene.RefuseAsync(
            (ExitCodes.Refused, "no-permission"),
            "An administrator runs, once:",
            "restore",
            "--file",
            file,
            "--into",
            "anything"
        );
        await scene.Database.ExecuteAsync(Regex.Match(said, "alter role [^;]+;").Value);

        await scene.RestoreBesideAsync(file);
    }

    [Fact]
    [FollowsRemedy("Operations/Restore.cs", "pg_restore reported errors")]
    public async Task What_only_a_superuser_can_restore()
    {
        await using var scene = await BackupScene.CreateAsync();
        await scene.Database.ExecuteAsync("create foreign data wrapper elsewhere");
        var file = await scene.BackUpAsync();
        await using (await LoginAsync(scene, "createdb"))
        {
            var said = await scene.RefuseAsync(
                Failed,
                "To begin again:",
                "restore",
                "--file",
                file,
                "--into",
                $"{scene.Database.Name}_copy"
            );
            await scene.Database.ExecuteAsync(Regex.Match(said, "drop database [^;]+;").Value);
        }

        scene.Connection = scene.Database.ConnectionString;
        await scene.RestoreBesideAsync(file);
    }

    [Fact]
    [FollowsRemedy("Backup/ForeignCode.cs", "Nothing was restored")]
    public async Task Code_of_a_role_that_nobody_trusts()
    {
        await using var scene = await BackupScene.CreateAsync();
        var copy = $"{scene.Database.Name}_copy";
        await using var owner = await LoginAsync(scene, "createdb");
        await scene.Database.ExecuteAsync(
            $"""
            create function plausible(text) returns boolean language plpgsql as 'begin return true; end';
            create table notes (note text check (plausible(note)));
            alter function plausible(text) owner to "{owner.Name}";
            alter table notes owner to "{owner.Name}";
            """
        );
        var asOwner = scene.Connection;
        scene.Connection = scene.Database.ConnectionString;
        var file = await scene.BackUpAsync();

        await scene.RefuseAsync(
            Refused,
            "Restore as the owner of that code.",
            "restore",
            "--file",
            file,
            "--into",
            copy
        );

        await scene.RestoreBesideAsync(file, "--allow", "foreign-code");
        scene.Connection = asOwner;
        await scene.RestoreBesideAsync(file);
        scene.Connection = scene.Database.ConnectionString;
        await scene.Database.ExecuteAsync($"drop owned by \"{owner.Name}\" cascade");
    }

    [Theory]
    [InlineData("Fix what it reports and repeat")]
    [InlineData("--into <new database>")]
    [FollowsRemedy("Backup/SessionRestore.cs", "The restore failed and was rolled back")]
    public async Task A_view_on_a_replaced_table(string remedy)
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();
        await scene.Database.ExecuteAsync("create view rich as select * from llm_models");

        await scene.RefuseAsync(
            Failed,
            remedy,
            "restore",
            "--file",
            file,
            "--replace",
            scene.Database.Name
        );

        if (remedy.StartsWith("Fix", StringComparison.Ordinal))
        {
            await scene.Database.ExecuteAsync("drop view rich");
            await scene.ReplaceAsync(file);
        }
        else
        {
            await scene.RestoreBesideAsync(file);
        }
    }

    /// <summary>Lets the runs log in as a new role.</summary>
    private static async Task<Login> LoginAsync(BackupScene scene, string options)
    {
        // Quoted in statements only if a remedy does it.
        var name = $"Keeper {scene.Database.Name}";
        await scene.Database.ExecuteAsync(
            $"create role \"{name}\" login password 'secret' {options}"
        );
        scene.Connection = scene.Database.ConnectionStringFor(name, "secret");
        return new Login(scene.Database, name);
    }

    private sealed class Login(TestDatabase database, string name) : IAsyncDisposable
    {
        public string Name { get; } = name;

        public async ValueTask DisposeAsync() =>
            await database.ExecuteAsync($"drop role \"{Name}\"");
    }
}
