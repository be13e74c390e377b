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
            WriteStanding(console, status, all: true);
        }
    }

    public static void Write(IAnsiConsole console, MigrationStatus status)
    {
        WriteStanding(console, status, all: false);
        NextText.Write(console, Next(status));
    }

    /// <param name="console">Where to.</param>
    /// <param name="status">The status.</param>
    /// <param name="all">Every run with its checksum, and every archive, instead of the last run and the archives that were not restored.</param>
    private static void WriteStanding(IAnsiConsole console, MigrationStatus status, bool all)
    {
        console.Line(
            $"{status.Migration} ({status.Version}) on {status.Database}{Schema(status)}, PostgreSQL {ServerVersion(status)}: {StandingText.Of(status)}"
        );
        if (status.Runner is not null)
        {
            console.Item("runner", "yellow", MarkWidth, status.Runner);
            foreach (var blocker in status.RunnerWaitsFor)
            {
                console.Item("waits", "yellow", MarkWidth, $"for {blocker}");
            }
        }

        foreach (var entry in all ? status.History : status.History.TakeLast(1))
        {
            console.Item(
                entry.Direction == Migrations.MigrationDirection.Up ? "up" : "down",
                "dim",
                MarkWidth,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.ExecutedAt:u} {entry.Script} by {entry.ExecutedBy}, {DurationText.Of(entry.Duration)}"
                ) + (all ? $", SHA-256 {entry.Checksum}" : "")
            );
        }

        var archives = status
            .Archives.Where(archive => all || archive.RestoredAt is null)
            .OrderBy(archive => archive.ArchivedAt)
            .ToList();
        foreach (var archive in archives)
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

        Earlier(
            console,
            all ? 0 : status.History.Count - 1,
            status.Archives.Count - archives.Count
        );
    }

    private static void Earlier(IAnsiConsole console, int runs, int archives)
    {
        string[] left =
        [
            .. runs > 0 ? [StepSummary.Count(runs, "earlier run")] : Array.Empty<string>(),
            .. archives > 0
                ? [$"{StepSummary.Count(archives, "archive")} closed by a restore"]
                : Array.Empty<string>(),
        ];
        if (left.Length > 0)
        {
            console.Item(
                "",
                "dim",
                MarkWidth,
                $"{string.Join(", ", left)}: opscenter status --all"
            );
        }
    }

    /// <summary>Without the name of the distribution's package, which the JSON document has.</summary>
    private static string ServerVersion(MigrationStatus status) =>
        status.ServerVersion.Split(' ', 2)[0];

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
            _ when StandingText.HasNoTables(status) =>
                "connect to the database that has them; opscenter status --all lists the schemas of this one",
            _ => "opscenter plan",
        };

    private static string Schema(MigrationStatus status) =>
        status.Schema is null or "public" ? "" : $", schema {status.Schema}";

    private static string Restored(ArchivedRows archive) =>
        archive.RestoredAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $", closed by a restore on {at:u}")
            : "";
}
