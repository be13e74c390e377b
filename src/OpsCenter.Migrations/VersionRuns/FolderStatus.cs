using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Where a database stands with the migrations of a folder.</summary>
/// <param name="Convention">The convention of the folder.</param>
/// <param name="Pattern">How it names its files.</param>
/// <param name="Versions">Every migration of the folder and of the journal.</param>
/// <param name="Archives">Archives that were not restored: their numbers, tables and rows.</param>
/// <param name="Foreign">The journal of another tool that is there and was not adopted; null if there is none.</param>
public sealed record FolderStatus(
    string Convention,
    string Pattern,
    IReadOnlyList<FolderVersion> Versions,
    IReadOnlyList<string> Archives,
    string? Foreign
)
{
    /// <summary>The name of the database.</summary>
    public string Database { get; init; } = "";

    /// <summary>Who runs a migration of this database right now; null if nobody does.</summary>
    public string? Runner { get; init; }

    /// <summary>Whom that run waits for, a line each; empty if for nobody.</summary>
    public IReadOnlyList<string> RunnerWaitsFor { get; init; } = [];

    /// <summary>What another tool has done that is not recorded here, so that a run would be refused; null if nothing.</summary>
    public string? Conflict { get; init; }
}
