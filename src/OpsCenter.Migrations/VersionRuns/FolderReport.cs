namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What an apply or a rollback of a folder did.</summary>
/// <param name="Convention">The convention of the folder.</param>
/// <param name="Steps">The migrations in the order in which they were run.</param>
/// <param name="Left">The migrations that are still pending after an apply, or still applied after a rollback.</param>
public sealed record FolderReport(
    string Convention,
    IReadOnlyList<FolderStep> Steps,
    IReadOnlyList<string> Left
)
{
    /// <summary>How many archives of rollbacks can be restored now: their migrations are applied.</summary>
    public int Restorable { get; init; }

    /// <summary>
    /// After a rollback: the pending migrations whose archives were not restored, in the order of the folder. Everything comes back if they
    /// are applied up to one after the other, and each time the archives are restored.
    /// </summary>
    public IReadOnlyList<string> Waiting { get; init; } = [];

    /// <summary>The files whose edit after they were applied was recorded.</summary>
    public IReadOnlyList<string> AcceptedEdits { get; init; } = [];
}
