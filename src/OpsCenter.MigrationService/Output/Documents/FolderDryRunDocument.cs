using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>dry-run --migrations --json</c> prints.</summary>
internal sealed record FolderDryRunDocument(
    string Convention,
    bool Polite,
    bool Undeclared,
    IReadOnlyList<FolderDryRunStepDocument> Steps
)
{
    public static FolderDryRunDocument Of(FolderDryRunReport report) =>
        new(
            report.Convention,
            report.IsPolite,
            report.IsUndeclared,
            [.. report.Steps.Select(FolderDryRunStepDocument.Of)]
        );
}
