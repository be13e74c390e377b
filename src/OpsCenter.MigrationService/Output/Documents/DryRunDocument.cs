using OpsCenter.Migrations.Operations;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>dry-run --json</c> prints.</summary>
internal sealed record DryRunDocument(
    string Migration,
    bool NothingStayed,
    bool OnCopy,
    long DurationMs,
    IReadOnlyList<StepDocument> Steps,
    IReadOnlyList<TableDocument> Tables,
    IReadOnlyList<string> CatalogDifferences,
    PreservationDocument? Data
)
{
    public static DryRunDocument Of(DryRunReport report) =>
        new(
            report.Migration,
            report.NothingStayed,
            report.OnCopy,
            (long)report.Duration.TotalMilliseconds,
            StepDocument.Of(report.Steps),
            TableDocument.Of(report.Schema),
            report.CatalogDifferences,
            PreservationDocument.Of(report.Preservation)
        );
}
