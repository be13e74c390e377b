using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>A migration of a folder as the journal has it.</summary>
/// <param name="Id">Its number in the journal; the order in which migrations were applied.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="File">The file that was applied.</param>
/// <param name="Checksum">The checksum of the script that was applied.</param>
/// <param name="State">Whether it is applied, or a run of it was interrupted.</param>
public sealed record VersionEntry(
    long Id,
    string Version,
    string Name,
    string File,
    string Checksum,
    VersionState State
)
{
    /// <summary>Whether it is applied again when it was edited.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it created objects only, and wrote no row that was there.</summary>
    public bool IsAdditive { get; init; }

    /// <summary>When it was applied; null while it is not.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>The role that applied it.</summary>
    public string AppliedBy { get; init; } = "";

    /// <summary>The journal of another tool that it was taken from; null if it was applied by this one.</summary>
    public string? AdoptedFrom { get; init; }

    /// <summary>How far the run of a script without a transaction is.</summary>
    internal PartProgress Progress { get; init; } = PartProgress.None;

    /// <summary>How far the batches of a statement are; null if none is half done.</summary>
    public BatchProgress? Batch { get; init; }

    /// <summary>Version and name, as messages show them.</summary>
    public string Title => FolderMigration.TitleOf(Version, Name);
}
