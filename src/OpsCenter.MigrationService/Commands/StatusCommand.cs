using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter status</c>: where the database stands.</summary>
internal static class StatusCommand
{
    public static Command Create() =>
        new Command("status", "Says where the database stands. Changes nothing.")
        {
            StatusOption.All,
        }
            .WithFolder()
            .WithBody(parsed =>
                parsed.GetValue(StatusOption.All)
                    ? async (services, cancellation) =>
                    {
                        var statuses = await services.Migrator.StatusOfAllAsync(
                            services.Migration,
                            cancellation
                        );
                        return new CommandResult(
                            ExitCodes.Done,
                            StatusOfAllDocument.Of(statuses),
                            console => StatusText.WriteAll(console, services.Migration, statuses)
                        );
                    }
                    : async (services, cancellation) =>
                    {
                        if (services.Folder is { } folder)
                        {
                            return await FolderCommands.StatusAsync(folder, cancellation);
                        }

                        var status = await services.Migrator.StatusAsync(
                            services.Migration,
                            cancellation
                        );
                        return new CommandResult(
                            ExitCodes.Done,
                            StatusDocument.Of(status),
                            console => StatusText.Write(console, status)
                        );
                    }
            );
}
