using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter verify</c>: looks whether all is in place and the earlier data preserved.</summary>
internal static class VerifyCommand
{
    public static Command Create() =>
        new Command(
            "verify",
            "Checks that the migration is in place as wanted, and the earlier data preserved. Changes nothing."
        )
        {
            RunOptions.Full,
        }
            .WithFolder()
            .WithReport()
            .WithBody(parsed =>
                async (services, cancellation) =>
                {
                    if (services.Folder is { } folder)
                    {
                        return await FolderCommands.VerifyAsync(folder, cancellation);
                    }

                    var report = await services.Migrator.VerifyAsync(
                        services.Migration,
                        cancellation
                    );
                    return new CommandResult(
                        report.IsVerified ? ExitCodes.Done : ExitCodes.NotVerified,
                        VerifyDocument.Of(report),
                        console =>
                            VerifyText.Write(console, report, parsed.GetValue(RunOptions.Full))
                    )
                    {
                        Findings = VerifyFindings.Of(report),
                    };
                }
            );
}
