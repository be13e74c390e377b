using OpsCenter.Migrations;
using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>apply</c> and <c>rollback</c> print with <c>--migrations --json</c>.</summary>
internal sealed record FolderRunDocument(
    string Convention,
    IReadOnlyList<FolderStepDocument> Steps,
    IReadOnlyList<string> Left,
    IReadOnlyList<string> AcceptedEdits,
    BackupDocument? Backup
)
{
    public static FolderRunDocument Of(FolderReport report, BackupReport? backup) =>
        new(
            report.Convention,
            [.. report.Steps.Select(FolderStepDocument.Of)],
            report.Left,
            report.AcceptedEdits,
            BackupDocument.Of(backup)
        );
}
