using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>A migration that ran on a copy.</summary>
internal sealed record FolderDryRunStepDocument(
    string Title,
    string File,
    IReadOnlyList<string> Created,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Dropped,
    IReadOnlyList<FolderImpactDocument> Impacts,
    IReadOnlyList<PlannedBatches> Batches,
    IReadOnlyList<FolderUndeclaredDocument> Undeclared
)
{
    public static FolderDryRunStepDocument Of(DryRunStep step) =>
        new(
            step.Title,
            step.File,
            [.. step.Objects.Created.Select(found => found.ToString())],
            [.. step.Objects.Changed.Select(pair => pair.After.ToString())],
            [.. step.Objects.Dropped.Select(found => found.ToString())],
            [.. step.Impacts.Select(FolderImpactDocument.Of)],
            step.Batches,
            [.. step.Undeclared.Select(FolderUndeclaredDocument.Of)]
        );
}
