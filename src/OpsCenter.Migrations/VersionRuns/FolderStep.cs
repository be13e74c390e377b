using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A migration that was applied or rolled back.</summary>
/// <param name="Version">The version.</param>
/// <param name="Title">Version and name.</param>
/// <param name="File">The file that was run; null if it was undone from the record.</param>
/// <param name="Effects">What it did.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Archived">What a rollback archived.</param>
public sealed record FolderStep(
    string Version,
    string Title,
    string? File,
    ScriptEffects Effects,
    TimeSpan Duration,
    IReadOnlyList<ArchivedData> Archived
)
{
    /// <summary>Rights and owners that a rollback dropped with their objects, and that no script gives again: a line for each object.</summary>
    public IReadOnlyList<string> LostRights { get; init; } = [];
}
