using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;

namespace OpsCenter.MigrationService.Commands;

/// <summary>
/// <c>opscenter worker</c>: apply and verify, once. It is not a BackgroundService: one that throws ends its process with exit code 0,
/// and whoever waits for completion would go on with an unmigrated database.
/// </summary>
internal static class WorkerCommand
{
    public static Command Create() =>
        new Command("worker", "Applies and verifies once, and shows before and after.")
        {
            RunOptions.Full,
        }
            .WithAllow()
            .WithBackup()
            .WithFolder()
            .WithApplyRules()
            .WithMaxLag()
            .WithReport()
            .WithBody(parsed =>
            {
                var noBackup = parsed.GetValue(BackupArguments.NoBackup);
                var full = parsed.GetValue(RunOptions.Full);
                return (services, cancellation) =>
                    services.Folder is { } folder
                        ? FolderCommands.WorkAsync(
                            services.Migrator,
                            folder,
                            FolderBackup.WhyNone(parsed),
                            cancellation
                        )
                        : RunAsync(services, noBackup, full, cancellation);
            });

    private static async Task<CommandResult> RunAsync(
        CommandServices services,
        bool noBackup,
        bool full,
        CancellationToken cancellation
    )
    {
        var applied = await services.Migrator.ApplyAsync(services.Migration, cancellation);
        var verified = await services.Migrator.VerifyAsync(services.Migration, cancellation);
        var ok = applied.IsPreserved && verified.IsVerified;
        return new CommandResult(
            ok ? ExitCodes.Done : ExitCodes.NotVerified,
            WorkerDocument.Of(applied, verified),
            console =>
            {
                ApplyText.Write(console, applied, noBackup, full);
                SchemaText.Write(console, applied.Schema, full: true);
                VerifyText.Write(console, verified, full);
            }
        )
        {
            Findings = ApplyFindings.Of(applied, noBackup, verified),
        };
    }
}
