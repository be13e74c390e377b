namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A migration that a run would apply or roll back.</summary>
/// <param name="Title">Version and name.</param>
/// <param name="File">The file; null if it would be undone from the record.</param>
/// <param name="InOneTransaction">Whether all of it is done in one transaction.</param>
/// <param name="Statements">Its statements, a line each, with their places in the file.</param>
public sealed record PlannedMigration(
    string Title,
    string? File,
    bool InOneTransaction,
    IReadOnlyList<PlannedStatement> Statements
)
{
    /// <summary>Of a rollback: the statements that dropped tables or columns in the apply, whose data is not archived.</summary>
    public IReadOnlyList<string> NotArchived { get; init; } = [];
}
