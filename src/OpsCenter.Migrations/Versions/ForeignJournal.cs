namespace OpsCenter.Migrations.Versions;

/// <summary>The journal of another migration tool.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Table">Its table, qualified and quoted.</param>
/// <param name="Applied">Whether a migration is applied, by its version, name and file.</param>
/// <param name="Count">How many migrations it has.</param>
/// <param name="Fault">Why it cannot be adopted as it is; null if it can.</param>
internal sealed record ForeignJournal(
    string Tool,
    string Table,
    Func<Scripts.Folders.FolderMigration, bool> Applied,
    int Count,
    string? Fault
)
{
    /// <summary>The names of the applied migrations as its rows have them; empty if it has no names.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether a row is about a migration.</summary>
    public Func<Scripts.Folders.FolderMigration, string, bool> IsMeant { get; init; } =
        (_, _) => false;

    /// <summary>Whether it was not read, because of the fault: what it has is unknown.</summary>
    public bool IsUnread { get; init; }

    /// <summary>The version at which it stands, if it has one and no list; otherwise null.</summary>
    public long? StandsAt { get; init; }
}
