using OpsCenter.Migrations;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.MigrationService.Output;

/// <summary>The command that usually follows one with a folder.</summary>
internal static class FolderNext
{
    public static string? AfterStatus(FolderMigrator migrator, FolderStatus status) =>
        status switch
        {
            { Runner: not null } => null,
            { Foreign: not null } => Command("adopt", migrator),
            { Conflict: not null } => null,
            _ when Has(status, VersionState.Edited) || Has(status, VersionState.Missing) => null,
            _ when Has(status, VersionState.RollingBack) =>
                $"{Command("rollback", migrator)} resumes it",
            _ when Has(status, VersionState.Applying) =>
                $"{Command("apply", migrator)} resumes it, {Command("rollback", migrator)} takes it back",
            _ when Has(status, VersionState.Pending) => Command("plan", migrator),
            { Archives.Count: > 0 } =>
                $"{Command("restore-archive", migrator)} brings the archived rows back",
            _ => Command("verify", migrator),
        };

    public static string? AfterApply(FolderMigrator migrator, FolderReport report) =>
        report.Restorable > 0
            ? $"{Command("restore-archive", migrator)} brings back {Amount.Of(report.Restorable, "archive")} of earlier rollbacks"
        : report.Left.Count > 0 ? Command("status", migrator)
        : Command("verify", migrator);

    public static string? AfterPlan(
        FolderMigrator migrator,
        FolderPlan plan,
        MigrationDirection direction,
        string limits
    ) =>
        plan switch
        {
            { Obstacle: not null } => null,
            { Steps.Count: 0 } when direction == MigrationDirection.Up => Command(
                "verify",
                migrator
            ),
            { Steps.Count: 0 } => null,
            _ when direction == MigrationDirection.Up =>
                $"{Command("apply", migrator)}{limits}; before it, dry-run executes it on a copy of the definitions",
            _ => $"{Command("rollback", migrator)}{limits}",
        };

    public static string? AfterDryRun(
        FolderMigrator migrator,
        FolderDryRunReport report,
        string limits
    ) =>
        report switch
        {
            { Steps.Count: 0 } => Command("verify", migrator),
            { IsPolite: true, IsUndeclared: false } => $"{Command("apply", migrator)}{limits}",
            { IsUndeclared: true } =>
                $"declare the changes in the script, then {Command("dry-run", migrator)}{limits}",
            _ => null,
        };

    /// <summary>Later migrations may write the rows, and then nothing tells whether somebody else has: rows come back before them.</summary>
    public static string AfterRollback(FolderMigrator migrator, FolderReport report)
    {
        var archived = report.Steps.Select(step => step.Archived.Count > 0).ToList();
        return !archived.Contains(true) ? Command("status", migrator)
            : archived.IndexOf(true) == 0 && archived.LastIndexOf(true) == 0
                ? $"{Command("apply", migrator)}, then {Command("restore-archive", migrator)} brings back what was archived"
            : $"{Command("apply", migrator)} --to {ShellWord.Of(report.Steps[archived.LastIndexOf(true)].Version)}, then {Command("restore-archive", migrator)} brings back what was archived, before later migrations write it; then apply and restore-archive again";
    }

    /// <summary>The newest archive is of the earliest migration: rows come back before later ones forbid them.</summary>
    public static string? AfterRestore(
        FolderMigrator migrator,
        IReadOnlyList<RestoredData> restored,
        bool keepsExisting
    )
    {
        if (
            restored
                .Where(data => data is { Obstacle: not null, Version: not null })
                .MaxBy(data => data.Id) is
            { Version: { } version }
        )
        {
            return $"if a later migration is in the way, {Command("rollback", migrator)} --to {ShellWord.Of(version)}, then restore-archive there, then apply, and restore-archive again";
        }

        return
            !keepsExisting
            && restored.Where(data => data is { Kept: > 0, Steps: > 1 }).MaxBy(data => data.Steps)
                is { Version: { } written, Steps: var steps }
            ? $"if later migrations wrote these rows, {Command("rollback", migrator)} --steps {steps}, then apply --to {ShellWord.Of(written)}, restore-archive, apply, and restore-archive again"
            : null;
    }

    public static string? AfterVerify(FolderMigrator migrator, FolderVerification report) =>
        report.IsVerified ? null : Command("status", migrator);

    public static string AfterAdopt(FolderMigrator migrator, FolderAdoption adoption) =>
        Command(adoption.Pending.Count > 0 ? "plan" : "verify", migrator);

    private static bool Has(FolderStatus status, VersionState state) =>
        status.Versions.Any(version => version.State == state);

    private static string Command(string name, FolderMigrator migrator) =>
        $"opscenter {name} --migrations {ShellWord.Of(migrator.Path)}";
}
