using System.Security.Cryptography;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>A run that ends early names the backup that it took.</summary>
public sealed class InterruptedRunTests
{
    [Fact]
    public async Task A_cancelled_apply_names_its_backup_and_the_report_its_checksum()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        using var backups = new BackupFolder();
        using var folder = new TemporaryFolder().With("1_slow.up.sql", "select pg_sleep(300);");
        var report = Path.Combine(folder.Path, "report.md");
        await using var database = await V1Database.CreateDumpableAsync();

        var running = OpsCenterProcess
            .Command(
                database.ConnectionString,
                "apply",
                "--migrations",
                folder.Path,
                "--backup-dir",
                backups.Path,
                "--report",
                report
            )
            .ExecuteBufferedAsync();
        await Eventually.TrueAsync(async () =>
            await database.ScalarAsync<long>(
                "select count(*) from pg_stat_activity where query like 'select pg_sleep%' and datname = current_database()"
            ) > 0
        );
        var (result, _) = await running.TerminateAsync();

        result.ExitCode.ShouldBe(ExitCodes.Cancelled, result.StandardError);
        result.StandardError.ShouldContain($"\nThe backup that was taken first: {backups.File}\n");
        var checksum = SHA256.HashData(await File.ReadAllBytesAsync(backups.File));
        (await File.ReadAllTextAsync(report)).ShouldContain(Convert.ToHexStringLower(checksum));
    }
}
