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

    /// <summary>
    /// Later migrations may write the rows, or drop a column that they have: rows come back when the migration is the last one whose rollback
    /// archived them.
    /// </summary>
    public static string AfterRollback(FolderMigrator migrator, FolderReport report)
    {
        var restore = Command("restore-archive", migrator);
        const string Why = "before later migrations change it";
        var newest = report.Steps is [var latest, ..] ? latest.Version : null;
        // No migration of the folder that was applied comes after the newest one.
        var end = (report.Waiting is [.., var last] ? last : null) == newest ? "" : "; then apply";
        return report switch
        {
            { Restorable: 0, Waiting.Count: 0 } => Command("status", migrator),
            { Restorable: 0, Waiting: [var only] } when only == newest =>
                $"{Command("apply", migrator)}, then {restore} brings back what was archived",
            { Restorable: 0, Waiting: [var first, ..] } =>
                $"{To(migrator, first)}, then {restore} brings back what was archived, {Why}{Each("; then the same two", report.Waiting.Skip(1))}{end}",
            _ =>
                $"{restore} brings back {Amount.Of(report.Restorable, "archive")}, {Why}{Each("; then apply and restore-archive", report.Waiting)}{end}",
        };
    }

    /// <summary>What is to be done with each of these migrations as the last one that is applied.</summary>
    public static string Each(string what, IEnumerable<string> versions) =>
        versions.ToList() is { Count: > 0 } all
            ? $"{what} with {string.Join(", ", all.Select(version => $"--to {ShellWord.Of(version)}"))}{(all.Count > 1 ? ", one after the other" : "")}"
            : "";

    /// <summary>Archives that only wait come last, in the order in which their migrations are to be applied.</summary>
    public static string? AfterRestore(
        FolderMigrator migrator,
        IReadOnlyList<RestoredData> restored,
        bool keepsExisting
    )
    {
        // Where its migration is the last one that is applied, no later one is in the way.
        if (
            restored
                .Where(data => data is { Obstacle: not null, Version: not null, Steps: > 1 })
                .MaxBy(data => data.Steps) is
            { Version: { } version }
        )
        {
            return $"if a later migration is in the way, {Command("rollback", migrator)} --to {ShellWord.Of(version)}, then restore-archive and apply in the order that it names";
        }

        if (
            !keepsExisting
            && restored.Where(data => data is { Kept: > 0, Steps: > 1 }).MaxBy(data => data.Steps)
                is { Version: { } written, Steps: var steps }
        )
        {
            return $"if later migrations wrote these rows, {Command("rollback", migrator)} --steps {steps}, then apply --to {ShellWord.Of(written)}, restore-archive, and what that names";
        }

        return
            restored.All(data => data.Obstacle is null)
            && restored.FirstOrDefault(data => data.WaitsFor is not null) is { WaitsFor: { } next }
            ? $"{To(migrator, next)}, then {Command("restore-archive", migrator)}"
            : null;
    }

    private static string To(FolderMigrator migrator, string version) =>
        $"{Command("apply", migrator)} --to {ShellWord.Of(version)}";

    public static string? AfterVerify(FolderMigrator migrator, FolderVerification report) =>
        report.IsVerified ? null : Command("status", migrator);

    public static string AfterAdopt(FolderMigrator migrator, FolderAdoption adoption) =>
        Command(adoption.Pending.Count > 0 ? "plan" : "verify", migrator);

    private static bool Has(FolderStatus status, VersionState state) =>
        status.Versions.Any(version => version.State == state);

    private static string Command(string name, FolderMigrator migrator) =>
        $"opscenter {name} --migrations {ShellWord.Of(migrator.Path)}";
}
