using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Commands;

/// <summary>The backup before a folder is applied or rolled back: of the whole database, and only if its folder is named.</summary>
internal static class FolderBackup
{
    public const string NotAsked =
        $"a folder is backed up only if --backup-dir or {BackupArguments.FolderVariable} says where";

    /// <summary>Why none is taken; null if one is, as before OpsCenter's own migration.</summary>
    public static string? WhyNone(ParseResult parsed) =>
        parsed.GetValue(BackupArguments.NoBackup) ? BackupText.SwitchedOff
        : FolderFit.IsGiven(parsed, FolderArguments.Migrations)
        && !BackupArguments.NamesFolder(parsed)
            ? NotAsked
        : null;

    /// <summary>Takes it, unless there is nothing to run.</summary>
    /// <param name="whyNone">Why none is taken; null if one is.</param>
    /// <param name="migrator">Takes it.</param>
    /// <param name="folder">What would be run.</param>
    /// <param name="direction">Up or down.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<BackupReport?> TakeAsync(
        string? whyNone,
        Migrator migrator,
        FolderMigrator folder,
        MigrationDirection direction,
        CancellationToken cancellation
    ) =>
        whyNone is null
        && await folder.PlanAsync(direction, cancellation) is { Obstacle: null, Steps.Count: > 0 }
            ? await migrator.BackupAsync(cancellation)
            : null;
}
