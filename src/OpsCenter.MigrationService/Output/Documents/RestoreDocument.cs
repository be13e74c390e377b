using OpsCenter.Migrations.Backup;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>restore --json</c> prints.</summary>
internal sealed record RestoreDocument(
    string File,
    string Database,
    bool IsNew,
    int Tables,
    long DurationMs,
    string PgRestoreVersion,
    BackupDocument? Before,
    IReadOnlyList<string> Notes
)
{
    public static RestoreDocument Of(RestoreReport report) =>
        new(
            report.File,
            report.Database,
            report.IsNew,
            report.Tables,
            (long)report.Duration.TotalMilliseconds,
            report.PgRestoreVersion,
            BackupDocument.Of(report.Before),
            report.Notes
        );
}
