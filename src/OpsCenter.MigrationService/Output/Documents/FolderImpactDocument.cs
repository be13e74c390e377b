using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What a migration does to a table.</summary>
internal sealed record FolderImpactDocument(
    string Table,
    string Lock,
    string Blocks,
    string? Work,
    long? Rows,
    long Bytes,
    double BlockedMs,
    string? Advice
)
{
    public static FolderImpactDocument Of(TableImpact impact) =>
        new(
            impact.Table,
            impact.Lock,
            impact.Blocks,
            impact.Work,
            impact.Rows,
            impact.Bytes,
            impact.Blocked.TotalMilliseconds,
            impact.Advice
        );
}
