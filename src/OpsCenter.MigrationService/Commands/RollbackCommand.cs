using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Confirmation;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter rollback</c>: takes back exactly what the migration recorded.</summary>
internal static class RollbackCommand
{
    public static Command Create() =>
        new Command(
            "rollback",
            "Takes back exactly what the migration recorded; rows written since are archived."
        )
        {
            RunOptions.SingleTransaction,
            RunOptions.AllowBlocking,
            RunOptions.NoDigest,
            RunOptions.Discard,
            RunOptions.Full,
        }
            .WithAllow()
            .WithBackup()
            .WithFolder()
            .WithLimits()
            .WithMaxLag()
            .WithJournalRule()
            .WithPlanFile()
            .WithReport()
            .WithYes()
            .WithBody(parsed =>
                async (services, cancellation) =>
                {
                    if (TerminalOperator.Find(parsed) is { } person)
                    {
                        await new RunConfirmation(person, services).BeforeRunAsync(
                            MigrationDirection.Down,
                            discards: parsed.GetResult(RunOptions.Discard) is not null,
                            FolderBackup.WhyNone(parsed),
                            cancellation
                        );
                    }

                    if (services.Folder is { } folder)
                    {
                        return await FolderCommands.RollbackAsync(
                            services.Migrator,
                            folder,
                            FolderBackup.WhyNone(parsed),
                            cancellation
                        );
                    }

                    var report = await services.Migrator.RollbackAsync(
                        services.Migration,
                        cancellation
                    );
                    return new CommandResult(
                        report.IsPreserved ? ExitCodes.Done : ExitCodes.NotVerified,
                        RollbackDocument.Of(report),
                        console =>
                            RollbackText.Write(
                                console,
                                report,
                                parsed.GetValue(BackupArguments.NoBackup),
                                parsed.GetValue(RunOptions.Full)
                            )
                    )
                    {
                        Findings = RollbackFindings.Of(
                            report,
                            parsed.GetValue(BackupArguments.NoBackup)
                        ),
                    };
                }
            );
}
