using OpsCenter.Migrations.Operations;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>rollback --json</c> prints.</summary>
internal sealed record RollbackDocument(
    string Migration,
    RollbackOutcome Outcome,
    long DurationMs,
    bool Journaled,
    IReadOnlyList<StepDocument> Steps,
    IReadOnlyList<TableDocument> Tables,
    PreservationDocument? Data,
    BackupDocument? Backup
)
{
    public static RollbackDocument Of(RollbackReport report) =>
        new(
            report.Migration,
            report.Outcome,
            (long)report.Duration.TotalMilliseconds,
            report.Journaled,
            StepDocument.Of(report.Steps),
            TableDocument.Of(report.Schema),
            PreservationDocument.Of(report.Preservation),
            BackupDocument.Of(report.Backup)
        );
}
