using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter restore-archive</c>: brings back what rollbacks archived.</summary>
internal static class RestoreArchiveCommand
{
    public static Command Create() =>
        new Command(
            "restore-archive",
            "Brings back the rows and values that rollbacks archived, after the migration was applied again."
        )
        {
            RestoreArchiveOption.Archive,
            RestoreArchiveOption.KeepExisting,
            RestoreArchiveOption.Plan,
        }
            .WithFolder()
            .WithReport()
            .WithBody(parsed =>
            {
                var options = new RestoreArchiveOptions
                {
                    Archive = parsed.GetValue(RestoreArchiveOption.Archive),
                    KeepExisting = parsed.GetValue(RestoreArchiveOption.KeepExisting),
                    PlanOnly = parsed.GetValue(RestoreArchiveOption.Plan),
                };
                return async (services, cancellation) =>
                {
                    if (services.Folder is { } folder)
                    {
                        return await FolderCommands.RestoreArchiveAsync(
                            folder,
                            options,
                            cancellation
                        );
                    }

                    var report = await services.Migrator.RestoreArchiveAsync(
                        services.Migration,
                        options,
                        cancellation
                    );
                    return new CommandResult(
                        report.IsClear ? ExitCodes.Done : ExitCodes.Refused,
                        RestoreArchiveDocument.Of(report),
                        console => RestoreArchiveText.Write(console, report)
                    )
                    {
                        Findings = RestoreFindings.Of(report),
                    };
                };
            });
}
