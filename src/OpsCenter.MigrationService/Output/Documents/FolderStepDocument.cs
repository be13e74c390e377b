using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>A migration that was applied or rolled back.</summary>
internal sealed record FolderStepDocument(
    string Title,
    string? File,
    double DurationMs,
    IReadOnlyList<string> Created,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Dropped,
    bool RowsCounted,
    IReadOnlyList<FolderRowsDocument> Rows,
    IReadOnlyList<BatchedRows> Batches,
    IReadOnlyList<ArchivedData> Archived,
    IReadOnlyList<string> LostRights
)
{
    public static FolderStepDocument Of(FolderStep step) =>
        new(
            step.Title,
            step.File,
            step.Duration.TotalMilliseconds,
            [.. step.Effects.Objects.Created.Select(found => found.ToString())],
            [.. step.Effects.Objects.Changed.Select(pair => pair.After.ToString())],
            [.. step.Effects.Objects.Dropped.Select(found => found.ToString())],
            step.Effects.AreRowsCounted,
            [
                .. step.Effects.Rows.Select(rows => new FolderRowsDocument(
                    rows.Table.Identity,
                    rows.Inserted,
                    rows.Updated,
                    rows.Deleted
                )),
            ],
            step.Effects.Batches,
            step.Archived,
            step.LostRights
        );
}
