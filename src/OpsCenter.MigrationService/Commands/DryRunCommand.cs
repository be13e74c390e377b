using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter dry-run</c>: executes everything, rolls back, and proves that nothing stayed.</summary>
internal static class DryRunCommand
{
    public static Command Create() =>
        new Command(
            "dry-run",
            "Executes the migration for real, shows the result, rolls back, and proves that nothing stayed. Nobody waits for it longer than --lock-timeout: where somebody would, it runs on an empty copy of the tables' definitions."
        )
        {
            RunOptions.AllowBlocking,
            BackupArguments.PgDump,
            RunOptions.Full,
        }
            .WithAllow()
            .WithFolder()
            .WithLimits()
            .WithApplyRules()
            .WithMaxBlock()
            .WithReport()
            .WithBody(parsed =>
                async (services, cancellation) =>
                {
                    if (services.Folder is { } folder)
                    {
                        return await FolderCommands.DryRunAsync(
                            folder,
                            FolderArguments.LimitsOf(parsed),
                            cancellation
                        );
                    }
                    var report = await services.Migrator.DryRunAsync(
                        services.Migration,
                        cancellation
                    );
                    return new CommandResult(
                        report.NothingStayed ? ExitCodes.Done : ExitCodes.NotVerified,
                        DryRunDocument.Of(report),
                        console =>
                            DryRunText.Write(console, report, parsed.GetValue(RunOptions.Full))
                    )
                    {
                        Findings = DryRunFindings.Of(report),
                    };
                }
            );
}
