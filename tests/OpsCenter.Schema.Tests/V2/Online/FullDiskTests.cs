using CliWrap;
using CliWrap.Buffered;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>A tablespace on a file system that has no room left. Only root may make such a file system.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_is_told_takes_nothing_away_and_a_later_run_succeeds()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only root may mount a small file system."
        );
        var server = TestServer.For(TestMajors.Newest);
        var folder = Directory.CreateTempSubdirectory("opscenter_disk_").FullName;
        var space = $"small_{Environment.ProcessId}";
        var name = "";
        try
        {
            await using var database = await Databases.V1Async(TestMajors.Newest);
            name = database.Name;
            await MountAsync(database, folder);
            await server.ExecuteAsync($"create tablespace {space} location '{folder}/space'");
            await server.ExecuteAsync(
                $"alter database {database.Name} set default_tablespace = {space}"
            );
            var v1 = await DatabaseState.TakeAsync(database);
            await ShellAsync($"dd if=/dev/zero of={folder}/filler bs=64k || true");
            await ShellAsync($"truncate -s -200k {folder}/filler");

            var error = await Should.ThrowAsync<ScriptFailedException>(() =>
                ReconnectedAsync(database, migrator => migrator.ApplyAsync(Releases.V2))
            );

            error.SqlState.ShouldBe("53100");
            error.Message.ShouldContain("No space left on device");
            await v1.ShouldBeAllThereAsync();
            await ShellAsync($"rm {folder}/filler");
            var report = await ReconnectedAsync(
                database,
                migrator => migrator.ApplyAsync(Releases.V2)
            );
            report.Outcome.ShouldBeOneOf(ApplyOutcome.Applied, ApplyOutcome.Completed);
            await v1.ShouldBeAllThereAsync();
            await server.ExecuteAsync($"alter database {database.Name} reset default_tablespace");
            await ReconnectedAsync(database, migrator => migrator.RollbackAsync(Releases.V2));
        }
        finally
        {
            // A database that has served may be kept for a while, and with it what it has in the tablespace.
            await server.ExecuteAsync($"drop database if exists {name} with (force)");
            await server.ExecuteAsync($"drop tablespace if exists {space}");
            await ShellAsync($"umount {folder} || true; rmdir {folder}");
        }
    }

    /// <summary>A database's default tablespace holds for new sessions.</summary>
    private static async Task<T> ReconnectedAsync<T>(
        TestDatabase database,
        Func<Migrations.Migrator, Task<T>> act
    )
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        return await act(new Migrations.Migrator(source));
    }

    /// <summary>Four megabytes, with a folder of the account that the server runs under.</summary>
    private static async Task MountAsync(TestDatabase database, string folder)
    {
        var data = await database.ScalarAsync<string>("show data_directory");
        await ShellAsync(
            $"mount -t tmpfs -o size=4m,mode=755 tmpfs {folder} && mkdir {folder}/space"
                + $" && chown $(stat -c %u:%g {data}) {folder}/space"
        );
    }

    private static async Task ShellAsync(string command)
    {
        var result = await Cli.Wrap("sh")
            .WithArguments(["-c", command])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        result.ExitCode.ShouldBe(0, result.StandardError);
    }
}
