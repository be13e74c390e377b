using Npgsql;
using OpsCenter.Testing.Dumps;
using OpsCenter.Testing.Prerequisites;
using OpsCenter.Testing.Servers;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>What is advised where pg_dump or pg_restore is missing or too old is done, and the run after it succeeds. What it says to install is not.</summary>
public sealed class ToolRemedyTests
{
    private const string Named = "or name them with --pg-dump or OPSCENTER_PG_DUMP.";
    private const string Without = $"{Named} To go on without a backup of ours: --no-backup.";

    private static readonly (int, string) Missing = (ExitCodes.BackupFailed, "pg-dump-missing");
    private static readonly (int, string) TooOld = (ExitCodes.BackupFailed, "pg-dump-too-old");

    public static TheoryData<string> Ways => ["--pg-dump", "OPSCENTER_PG_DUMP", "--no-backup"];

    [Theory]
    [MemberData(nameof(Ways))]
    [FollowsRemedy("Backup/ToolChoice.cs", "is no pg_dump that runs")]
    public async Task No_pg_dump(string way)
    {
        await using var scene = await BackupScene.CreateAsync();
        scene.PgDump = "/nowhere";

        await scene.RefuseAsync(Missing, Without, "apply");

        await FollowAsync(scene, way);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [FollowsRemedy("Backup/ToolChoice.cs", "There is no pg_restore beside")]
    public async Task No_pg_restore(string way)
    {
        using var lonely = await FakePgDump.OfVersionAsync("99.1");
        File.Delete(Path.Combine(lonely.Folder, "pg_restore"));
        await using var scene = await BackupScene.CreateAsync();
        scene.PgDump = lonely.Folder;

        await scene.RefuseAsync(Missing, Without, "apply");

        await FollowAsync(scene, way);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [FollowsRemedy("Backup/ToolChoice.cs", "The newest pg_dump here is")]
    public async Task An_old_pg_dump(string way)
    {
        using var old = await FakePgDump.OfVersionAsync("9.6.24");
        await using var scene = await BackupScene.CreateAsync();
        scene.PgDump = old.Folder;

        await scene.RefuseAsync(TooOld, Without, "apply");

        await FollowAsync(scene, way);
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore", "--file", "x", "--list")]
    [InlineData("restore", "--file", "x", "--into", "y", "--no-backup")]
    public async Task What_needs_them_is_not_advised_to_go_on_without(params string[] arguments)
    {
        await using var scene = await BackupScene.CreateAsync();
        scene.PgDump = "/nowhere";

        (await scene.RefuseAsync(Missing, Named, arguments)).ShouldNotContain("--no-backup");
    }

    [Fact]
    [FollowsRemedy("Backup/Dump.cs", "pg_dump reached another server")]
    public async Task A_pg_dump_that_reaches_another_server()
    {
        await using var scene = await BackupScene.CreateAsync();
        await using var other = await OwnServer.StartAsync(scene.Database.Major);
        await other.ExecuteAsync($"create database {scene.Database.Name}");
        var there = new NpgsqlConnectionStringBuilder(other.ConnectionString);
        using var balanced = await FakePgDump.AroundTheRealOneAsync(
            $"PGHOST=127.0.0.1 PGPORT={there.Port} PGUSER={there.Username} PGPASSWORD={there.Password} exec $real \"$@\""
        );
        scene.PgDump = balanced.Folder;

        await scene.RefuseAsync(
            (ExitCodes.Refused, "several-servers"),
            "Name the one server that takes writes by its own host and port",
            "backup"
        );

        await FollowAsync(scene, "OPSCENTER_PG_DUMP");
    }

    private static async Task FollowAsync(BackupScene scene, string way)
    {
        var real = await PgDumpProgram.FolderAsync();
        if (way == "OPSCENTER_PG_DUMP")
        {
            scene.PgDump = real;
        }

        await scene.SucceedAsync(
            way switch
            {
                "--pg-dump" => ["apply", way, real],
                "--no-backup" => ["apply", way],
                _ => ["apply"],
            }
        );
    }
}
