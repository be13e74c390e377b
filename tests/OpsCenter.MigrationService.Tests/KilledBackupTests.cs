using System.Diagnostics;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.MigrationService.Tests;

/// <summary>A program that was killed leaves neither a pg_dump nor, after the next run, a file.</summary>
public class KilledBackupTests
{
    [Fact]
    public async Task A_killed_program_takes_its_pg_dump_along_and_the_next_one_its_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals and shells of Linux.");
        using var folder = new BackupFolder();
        Directory.CreateDirectory(folder.Path);
        var tools = await SlowToolsAsync(folder.Path);
        await using var database = await V1Database.CreateDumpableAsync();
        string[] arguments = ["backup", "--whole", "--backup-dir", folder.Path];

        var run = OpsCenterProcess
            .Command(database.ConnectionString, [.. arguments, "--pg-dump", tools])
            .ExecuteAsync(CancellationToken.None);
        var dump = await ReadAsync(Path.Combine(tools, "pid"), run.Task);
        Process.GetProcessById(run.ProcessId).Kill();

        (await EndsAsync(dump)).ShouldBeTrue();
        Directory.GetFiles(folder.Path, "*.incomplete").ShouldHaveSingleItem();
        await OpsCenterProcess.RunAsync(database, arguments);
        Directory.GetFiles(folder.Path, "*.incomplete").ShouldBeEmpty();
    }

    private static async Task<string> SlowToolsAsync(string folder)
    {
        var real = await PgDumpProgram.FolderAsync();
        var tools = Directory.CreateDirectory(Path.Combine(folder, "tools")).FullName;
        var script = Path.Combine(tools, "pg_dump");
        await File.WriteAllTextAsync(
            script,
            $"#!/bin/sh\n[ \"$1\" = --version ] && exec {real}/pg_dump --version\necho $$ > {tools}/begun\nmv {tools}/begun {tools}/pid\nexec sleep 300\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        File.CreateSymbolicLink(Path.Combine(tools, "pg_restore"), $"{real}/pg_restore");
        return tools;
    }

    private static async Task<int> ReadAsync(string file, Task run)
    {
        while (!File.Exists(file))
        {
            run.IsCompleted.ShouldBeFalse();
            await Task.Delay(20);
        }

        return int.Parse(await File.ReadAllTextAsync(file));
    }

    private static async Task<bool> EndsAsync(int pid)
    {
        for (var round = 0; round < 200; round++)
        {
            if (!Directory.Exists($"/proc/{pid}"))
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }
}
