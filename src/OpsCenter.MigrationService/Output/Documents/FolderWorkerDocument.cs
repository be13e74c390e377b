using OpsCenter.Migrations;
using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>worker --migrations --json</c> prints.</summary>
internal sealed record FolderWorkerDocument(FolderRunDocument Apply, FolderVerifyDocument Verify)
{
    public static FolderWorkerDocument Of(
        FolderReport applied,
        BackupReport? backup,
        FolderVerification verified
    ) => new(FolderRunDocument.Of(applied, backup), FolderVerifyDocument.Of(verified));
}
