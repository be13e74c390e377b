namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Whether everything that a folder's migrations created is there as recorded.</summary>
/// <param name="Convention">The convention of the folder.</param>
/// <param name="Objects">How many objects were compared.</param>
/// <param name="Problems">What differs; empty if nothing does.</param>
public sealed record FolderVerification(
    string Convention,
    int Objects,
    IReadOnlyList<string> Problems
)
{
    /// <summary>How many adopted migrations have no objects recorded, so that theirs were not compared.</summary>
    public int AdoptedUnchecked { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsVerified => Problems.Count == 0;
}
