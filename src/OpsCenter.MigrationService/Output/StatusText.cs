using System.Globalization;
using OpsCenter.Migrations.Journal;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A status in words.</summary>
internal static class StatusText
{
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
            Write(console, status);
        }
    }

    public static void Write(IAnsiConsole console, MigrationStatus status)
    {
        console.Line(
            $"{status.Migration} ({status.Version}) on {status.Database}{Schema(status)}, PostgreSQL {status.ServerVersion}: {Standing(status)}"
        );
        foreach (var entry in status.History)
        {
            console.Line(
                $"  {entry.ExecutedAt:u} {(entry.Direction == Migrations.MigrationDirection.Up ? "up  " : "down")} {entry.Script} by {entry.ExecutedBy}, {entry.Duration.TotalMilliseconds:0} ms, SHA-256 {entry.Checksum}"
            );
        }

        foreach (var archive in status.Archives)
        {
            console.Line(
                $"  {archive.ArchivedAt:u} archived from {archive.Source} to {archive.Archive}: {archive.Rows}{Restored(archive)}"
            );
        }

        if (status.Runner is not null)
        {
            console.Line($"[yellow]A runner is at work: {status.Runner}[/]");
        }
    }

    private static string Schema(MigrationStatus status) =>
        status.Schema is null or "public" ? "" : $", schema {status.Schema}";

    private static string Restored(ArchivedRows archive) =>
        archive.RestoredAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $", restored on {at:u}")
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
