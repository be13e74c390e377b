using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Confirmation;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter apply</c>: brings the database to the migration.</summary>
internal static class ApplyCommand
{
    public static Command Create() =>
        new Command(
            "apply",
            "Applies the migration unless it is applied, and compares the data before and after."
        )
        {
            RunOptions.SingleTransaction,
            RunOptions.AllowBlocking,
            RunOptions.NoDigest,
            RunOptions.Full,
        }
            .WithAllow()
            .WithBackup()
            .WithFolder()
            .WithLimits()
            .WithApplyRules()
            .WithMaxBlock()
            .WithMaxLag()
            .WithPlanFile()
            .WithReport()
            .WithYes()
            .WithBody(parsed =>
                async (services, cancellation) =>
                {
                    if (TerminalOperator.Find(parsed) is { } person)
                    {
                        await new RunConfirmation(person, services).BeforeRunAsync(
                            MigrationDirection.Up,
                            discards: false,
                            FolderBackup.WhyNone(parsed),
                            cancellation
                        );
                    }

                    if (services.Folder is { } folder)
                    {
                        return await FolderCommands.ApplyAsync(
                            services.Migrator,
                            folder,
                            FolderBackup.WhyNone(parsed),
                            FolderFit.IsGiven(parsed, FolderArguments.MaxBlock),
                            cancellation
                        );
                    }

                    var report = await services.Migrator.ApplyAsync(
                        services.Migration,
                        cancellation
                    );
                    return new CommandResult(
                        report.IsPreserved ? ExitCodes.Done : ExitCodes.NotVerified,
                        ApplyDocument.Of(report),
                        console =>
                        {
                            ApplyText.Write(
                                console,
                                report,
                                parsed.GetValue(BackupArguments.NoBackup),
                                parsed.GetValue(RunOptions.Full)
                            );
                            NextText.Write(
                                console,
                                report.HasArchives
                                    ? "opscenter restore-archive brings the archived data back; then opscenter verify"
                                    : "opscenter verify"
                            );
                        }
                    )
                    {
                        Findings = ApplyFindings.Of(
                            report,
                            parsed.GetValue(BackupArguments.NoBackup)
                        ),
                    };
                }
            );
}
