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
    /// <summary>After an apply: how many archives of earlier rollbacks can be restored now.</summary>
    public int Restorable { get; init; }

    /// <summary>The files whose edit after they were applied was recorded.</summary>
    public IReadOnlyList<string> AcceptedEdits { get; init; } = [];
}
