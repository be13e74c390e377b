using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.Scripts;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter new</c>: begins a migration of a folder.</summary>
internal static class NewCommand
{
    private static readonly Argument<string> Name = new("name")
    {
        Description = "The name of the migration, such as add_email.",
    };

    public static Command Create() =>
        new Command(
            "new",
            "Begins a migration of a folder: its files, by the folder's convention, with the next version."
        )
        {
            Name,
        }
            .WithFolderOnly()
            .WithOwnBody(
                (parsed, _) =>
                {
                    var files = NewMigration.Create(
                        FolderArguments.Path(parsed),
                        FolderArguments.ReadConvention(parsed),
                        parsed.GetValue(Name)!,
                        TimeProvider.System
                    );
                    return Task.FromResult(
                        new CommandResult(
                            ExitCodes.Done,
                            new NewDocument(files),
                            console =>
                            {
                                foreach (var file in files)
                                {
                                    console.Line($"{file}");
                                }
                            }
                        )
                    );
                }
            );
}
