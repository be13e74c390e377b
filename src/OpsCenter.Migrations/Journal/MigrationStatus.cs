namespace OpsCenter.Migrations.Journal;

/// <summary>A migration's standing in a database.</summary>
/// <param name="Migration">Its name.</param>
/// <param name="Version">Its release.</param>
/// <param name="Standing">Where the database stands.</param>
/// <param name="Database">The database's name.</param>
/// <param name="ServerVersion">The server's version.</param>
/// <param name="AppliedAt">When it was applied; null if it is not.</param>
/// <param name="AppliedBy">The role that applied it.</param>
/// <param name="History">The journal's entries, oldest first.</param>
/// <param name="Archives">Where earlier rollbacks kept rows.</param>
/// <param name="Runner">Who runs a migration right now; null if nobody does.</param>
public sealed record MigrationStatus(
    string Migration,
    Version Version,
    MigrationStanding Standing,
    string Database,
    string ServerVersion,
    DateTimeOffset? AppliedAt,
    string? AppliedBy,
    IReadOnlyList<JournalEntry> History,
    IReadOnlyList<ArchivedRows> Archives,
    string? Runner
)
{
    /// <summary>The schema of the extended tables; null if the search_path leads to none, or the migration names none.</summary>
    public string? Schema { get; init; }

    /// <summary>Whom that run waits for, a line each; empty if for nobody.</summary>
    public IReadOnlyList<string> RunnerWaitsFor { get; init; } = [];
}
