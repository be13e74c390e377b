using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>A migration of the folder, of the journal, or of both.</summary>
/// <param name="Title">Version and name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Migration">As the folder has it; null if it is missing there.</param>
/// <param name="Entry">As the journal has it; null if it is pending.</param>
public sealed record FolderVersion(
    string Title,
    VersionState State,
    FolderMigration? Migration,
    VersionEntry? Entry
);
