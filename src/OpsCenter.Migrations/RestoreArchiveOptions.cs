namespace OpsCenter.Migrations;

/// <summary>What to bring back from the archive, and what to do where something else is there now.</summary>
public sealed record RestoreArchiveOptions
{
    /// <summary>The number of the archive to restore; null for all that are complete and not restored yet.</summary>
    public int? Archive { get; init; }

    /// <summary>
    /// Whether a row or value that is there now stays, and the archived one stays in the archive. False refuses instead, and names
    /// table, key and count.
    /// </summary>
    public bool KeepExisting { get; init; }

    /// <summary>Only says what would be done; takes no write lock and changes nothing.</summary>
    public bool PlanOnly { get; init; }
}
