using OpsCenter.Testing;
using OpsCenter.Testing.Dumps;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>An operator's own dumps, in each format of pg_dump.</summary>
public sealed class DumpFormatTests
{
    [Theory]
    [InlineData("directory")]
    [InlineData("tar")]
    public async Task Formats_that_pg_restore_reads_are_restored(string format)
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await OperatorDump.TakeAsync(scene.Folder, scene.Database, $"--format={format}");
        var rows = await scene.Database.ScalarAsync<long>("select count(*) from llm_usage_logs");
        await scene.Database.ExecuteAsync("delete from llm_usage_logs");

        await scene.SucceedAsync("restore", "--file", file, "--list");
        await scene.RestoreBesideAsync(file);
        await scene.ReplaceAsync(file);

        (await scene.Database.ScalarAsync<long>("select count(*) from llm_usage_logs")).ShouldBe(
            rows
        );
    }

    [Fact]
    [FollowsRemedy("Backup/Contents.cs", "is a dump in plain text")]
    public async Task Plain_text_is_for_psql()
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await OperatorDump.TakeAsync(scene.Folder, scene.Database, "--format=plain");

        await scene.RefuseAsync(
            (ExitCodes.BackupFailed, "backup-unreadable"),
            "psql -X -v ON_ERROR_STOP=1 --single-transaction -d <new database> -f <file>",
            "restore",
            "--file",
            file,
            "--into",
            "look_here"
        );

        await using var copy = await TestServer.For(scene.Database.Major).CreateDatabaseAsync();
        var run = await copy.Psql.RunFileAsync(
            file,
            "-v",
            "ON_ERROR_STOP=1",
            "--single-transaction"
        );
        run.ExitCode.ShouldBe(0, run.StandardError);
        (await copy.ScalarAsync<long>("select count(*) from llm_usage_logs")).ShouldBeGreaterThan(
            0
        );
    }
}
