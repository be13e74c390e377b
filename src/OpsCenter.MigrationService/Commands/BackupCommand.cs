using System.CommandLine;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter backup</c>: a dump of what the migration would touch, or of everything.</summary>
internal static class BackupCommand
{
    private static readonly Option<bool> Whole = new("--whole")
    {
        Description = "The whole database, not only the tables that the migration touches.",
    };

    public static Command Create() =>
        new Command(
            "backup",
            "Backs up what the migration would touch, by pg_dump. Changes nothing."
        )
        {
            Whole,
            BackupArguments.Folder,
            BackupArguments.PgDump,
        }.WithBody(parsed =>
        {
            var whole = parsed.GetValue(Whole);
            return async (services, cancellation) =>
            {
                var report = await (
                    whole
                        ? services.Migrator.BackupAsync(cancellation)
                        : services.Migrator.BackupAsync(services.Migration, cancellation)
                );
                return new CommandResult(
                    ExitCodes.Done,
                    BackupDocument.Of(report)!,
                    console => BackupText.Write(console, report)
                );
            };
        });
}
