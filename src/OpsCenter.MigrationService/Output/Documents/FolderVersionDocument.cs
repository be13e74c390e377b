using OpsCenter.Migrations.Versions;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>A migration of a folder.</summary>
internal sealed record FolderVersionDocument(
    string Version,
    string Name,
    VersionState State,
    string File,
    bool HasDown,
    string Checksum,
    DateTimeOffset? AppliedAt,
    string? AppliedBy,
    string? AdoptedFrom,
    long? BatchesDone,
    long? BatchRowsDone
)
{
    public static FolderVersionDocument Of(FolderVersion version) =>
        new(
            version.Migration?.Key ?? version.Entry!.Version,
            version.Migration?.Name ?? version.Entry!.Name,
            version.State,
            version.Migration?.Up.File ?? version.Entry!.File,
            version.Migration?.Down is not null,
            version.Migration?.Up.Checksum ?? version.Entry!.Checksum,
            version.Entry?.AppliedAt,
            version.Entry?.AppliedBy,
            version.Entry?.AdoptedFrom,
            version.Entry?.Batch?.Batches,
            version.Entry?.Batch?.Rows
        );
}
