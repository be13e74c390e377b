using OpsCenter.Migrations.Backup;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>restore --list --json</c> prints.</summary>
internal sealed record BackupContentsDocument(
    string File,
    long Bytes,
    int Tables,
    IReadOnlyList<string> Lines
)
{
    public static BackupContentsDocument Of(BackupContents contents) =>
        new(contents.File, contents.Bytes, contents.Tables, contents.Lines);
}
