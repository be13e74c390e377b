using System.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter status</c>: where the database stands.</summary>
internal static class StatusCommand
{
    public static Command Create() =>
        new Command("status", "Says where the database stands. Changes nothing.").WithBody(_ =>
            async (services, cancellation) =>
            {
                var status = await services.Migrator.StatusAsync(services.Migration, cancellation);
                return new CommandResult(
                    ExitCodes.Done,
                    StatusDocument.Of(status),
                    console => StatusText.Write(console, status)
                );
            }
        );
}
