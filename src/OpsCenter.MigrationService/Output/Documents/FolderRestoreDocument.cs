using OpsCenter.Migrations.Archives;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>restore-archive --migrations --json</c> prints.</summary>
internal sealed record FolderRestoreDocument(IReadOnlyList<RestoredData> Archives)
{
    public static FolderRestoreDocument Of(IReadOnlyList<RestoredData> restored) => new(restored);
}
