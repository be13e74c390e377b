using OpsCenter.Migrations;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>backup --json</c> prints.</summary>
internal sealed record BackupDocument(
    string File,
    long Bytes,
    long DurationMs,
    bool Whole,
    IReadOnlyList<string> Tables,
    string PgDumpVersion
)
{
    public static BackupDocument? Of(BackupReport? report) =>
        report is null
            ? null
            : new(
                report.File,
                report.Bytes,
                (long)report.Duration.TotalMilliseconds,
                report.Whole,
                report.Tables,
                report.PgDumpVersion
            );
}
