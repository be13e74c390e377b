using System.Globalization;
using OpsCenter.Migrations.Journal;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A status in words.</summary>
internal static class StatusText
{
    private const int MarkWidth = 8;

    public static void WriteAll(
        IAnsiConsole console,
        Migrations.Migration migration,
        IReadOnlyList<MigrationStatus> statuses
    )
    {
        if (statuses.Count == 0)
        {
            console.Line(
                $"No schema of this database has the table {migration.ExtendedTables[0]}: {migration.Name} is applied nowhere."
            );
        }

        foreach (var status in statuses)
        {
            WriteStanding(console, status);
        }
    }

    public static void Write(IAnsiConsole console, MigrationStatus status)
    {
        WriteStanding(console, status);
        NextText.Write(console, Next(status));
    }

    private static void WriteStanding(IAnsiConsole console, MigrationStatus status)
    {
        console.Line(
            $"{status.Migration} ({status.Version}) on {status.Database}{Schema(status)}, PostgreSQL {status.ServerVersion}: {Standing(status)}"
        );
        foreach (var entry in status.History)
        {
            console.Item(
                entry.Direction == Migrations.MigrationDirection.Up ? "up" : "down",
                "dim",
                MarkWidth,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.ExecutedAt:u} {entry.Script} by {entry.ExecutedBy}, {entry.Duration.TotalMilliseconds:0} ms, SHA-256 {entry.Checksum}"
                )
            );
        }

        foreach (var archive in status.Archives)
        {
            console.Item(
                "archived",
                "dim",
                MarkWidth,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{archive.ArchivedAt:u} {StepSummary.Count(archive.Rows, "row")} of {archive.Source} in {archive.Archive}{Restored(archive)}"
                )
            );
        }

        if (status.Runner is not null)
        {
            console.Line($"[yellow]A runner is at work: {status.Runner}[/]");
        }
    }

    private static string? Next(MigrationStatus status) =>
        status switch
        {
            { Runner: not null } => null,
            { Standing: MigrationStanding.ApplyInterrupted } =>
                "opscenter apply resumes it, opscenter rollback takes it back",
            { Standing: MigrationStanding.RollbackInterrupted } =>
                "opscenter rollback resumes it, opscenter apply takes it back",
            { Standing: MigrationStanding.AppliedOutsideService } => "opscenter apply",
            { AppliedAt: not null }
                when status.Archives.Any(archive => archive.RestoredAt is null) =>
                "opscenter restore-archive brings the archived rows back",
            { AppliedAt: not null } => "opscenter verify",
            _ => "opscenter plan",
        };

    private static string Schema(MigrationStatus status) =>
        status.Schema is null or "public" ? "" : $", schema {status.Schema}";

    private static string Restored(ArchivedRows archive) =>
        archive.RestoredAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $", closed by a restore on {at:u}")
            : "";

    private static string Standing(MigrationStatus status) =>
        status.Standing switch
        {
            MigrationStanding.Applied => $"applied on {status.AppliedAt:u} by {status.AppliedBy}",
            MigrationStanding.AppliedOutsideService =>
                $"applied on {status.AppliedAt:u} by {status.AppliedBy}, without the service; apply takes it into the journal",
            MigrationStanding.RolledBackOutsideService =>
                "pending; it had been applied, and was rolled back without the service",
            MigrationStanding.ChecksumChanged =>
                $"applied on {status.AppliedAt:u} by {status.AppliedBy}, and the script was edited since",
            MigrationStanding.ApplyInterrupted => UnfinishedRun.Apply,
            MigrationStanding.RollbackInterrupted => UnfinishedRun.Rollback,
            _ => "pending",
        };
}
