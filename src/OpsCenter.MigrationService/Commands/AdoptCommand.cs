using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter adopt</c>: takes over from another migration tool.</summary>
internal static class AdoptCommand
{
    public static Command Create() =>
        new Command(
            "adopt",
            "Records the migrations of a folder as applied that the journal of another tool has. That journal stays as it is."
        )
            .WithFolder()
            .WithBody(parsed =>
            {
                _ = FolderArguments.Path(parsed);
                return (services, cancellation) =>
                    FolderCommands.AdoptAsync(services.Folder!, cancellation);
            });
}
