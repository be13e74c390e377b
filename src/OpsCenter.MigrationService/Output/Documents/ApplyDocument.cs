using OpsCenter.Migrations.Operations;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>apply --json</c> prints.</summary>
internal sealed record ApplyDocument(
    string Migration,
    string Version,
    ApplyOutcome Outcome,
    long DurationMs,
    IReadOnlyList<StepDocument> Steps,
    IReadOnlyList<TableDocument> Tables,
    PreservationDocument? Data,
    BackupDocument? Backup
)
{
    public static ApplyDocument Of(ApplyReport report) =>
        new(
            report.Migration,
            report.Version.ToString(),
            report.Outcome,
            (long)report.Duration.TotalMilliseconds,
            StepDocument.Of(report.Steps),
            TableDocument.Of(report.Schema),
            PreservationDocument.Of(report.Preservation),
            BackupDocument.Of(report.Backup)
        );
}
