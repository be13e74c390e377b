using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter preflight</c>: what can stop or harm the migration, before it begins.</summary>
internal static class PreflightCommand
{
    private static readonly Option<bool> Rollback = new("--rollback")
    {
        Description = "Look at what can stop the rollback instead.",
    };

    public static Command Create() =>
        new Command(
            "preflight",
            "Looks at server, rights, locks, replication and tables before a migration. Changes nothing."
        )
        {
            Rollback,
            BackupArguments.NoBackup,
        }
            .WithAllow()
            .WithFolderOnly()
            .WithBody(parsed =>
            {
                var direction = parsed.GetValue(Rollback)
                    ? MigrationDirection.Down
                    : MigrationDirection.Up;
                return async (services, cancellation) =>
                {
                    var report = await services.Migrator.PreflightAsync(
                        services.Migration,
                        direction,
                        cancellation
                    );
                    return new CommandResult(
                        report.IsClear ? ExitCodes.Done : ExitCodes.Refused,
                        PreflightDocument.Of(report),
                        console => PreflightText.Write(console, report)
                    );
                };
            });
}
