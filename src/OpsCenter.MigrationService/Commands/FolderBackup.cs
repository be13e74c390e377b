using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Backup;
using OpsCenter.MigrationService.CommandLine;

namespace OpsCenter.MigrationService.Commands;

/// <summary>The backup before a folder is applied or rolled back: of the whole database, and only if its folder is named.</summary>
internal static class FolderBackup
{
    public static bool IsWanted(ParseResult parsed) =>
        FolderFit.IsGiven(parsed, BackupArguments.Folder)
        && !parsed.GetValue(BackupArguments.NoBackup);

    /// <summary>Takes it, unless there is nothing to run.</summary>
    public static async Task<BackupReport?> TakeAsync(
        bool isWanted,
        Migrator migrator,
        FolderMigrator folder,
        MigrationDirection direction,
        CancellationToken cancellation
    ) =>
        isWanted
        && await folder.PlanAsync(direction, cancellation) is { Obstacle: null, Steps.Count: > 0 }
            ? await migrator.BackupAsync(cancellation)
            : null;
}
