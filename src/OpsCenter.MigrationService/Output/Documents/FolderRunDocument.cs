using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>apply</c> and <c>rollback</c> print with <c>--migrations --json</c>.</summary>
internal sealed record FolderRunDocument(
    string Convention,
    IReadOnlyList<FolderStepDocument> Steps,
    IReadOnlyList<string> Left
)
{
    public static FolderRunDocument Of(FolderReport report) =>
        new(report.Convention, [.. report.Steps.Select(FolderStepDocument.Of)], report.Left);
}
