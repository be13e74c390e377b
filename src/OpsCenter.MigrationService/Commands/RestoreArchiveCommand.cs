using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter restore-archive</c>: brings back what rollbacks archived.</summary>
internal static class RestoreArchiveCommand
{
    private static readonly Option<int?> Archive = new("--archive")
    {
        Description =
            "The number of one archive. Default: all that are complete and not restored yet, the newest row of each key.",
        HelpName = "number",
    };

    private static readonly Option<bool> KeepExisting = new("--keep-existing")
    {
        Description =
            "Where another row or value is there now, leave it, and the archived one in the archive. Default: refuse.",
    };

    private static readonly Option<bool> Plan = new("--plan")
    {
        Description =
            "Say what would be brought back, and what stands in the way. Changes nothing.",
    };

    public static Command Create() =>
        new Command(
            "restore-archive",
            "Brings back the rows and values that rollbacks archived, after the migration was applied again."
        )
        {
            Archive,
            KeepExisting,
            Plan,
        }
            .WithFolder()
            .WithBody(parsed =>
            {
                var options = new RestoreArchiveOptions
                {
                    Archive = parsed.GetValue(Archive),
                    KeepExisting = parsed.GetValue(KeepExisting),
                    PlanOnly = parsed.GetValue(Plan),
                };
                return async (services, cancellation) =>
                {
                    if (services.Folder is { } folder)
                    {
                        return await FolderCommands.RestoreArchiveAsync(folder, cancellation);
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
                    );
                };
            });
}
