namespace OpsCenter.Migrations.Versions;

/// <summary>How a folder of migrations is applied and rolled back.</summary>
public sealed record FolderOptions
{
    /// <summary>
    /// The name under which the journal keeps the folder. One is enough unless a database gets migrations of several folders.
    /// </summary>
    public string Source { get; init; } = "default";

    /// <summary>The last migration to apply, or with a rollback the one that stays the last; null for all, or one.</summary>
    public string? To { get; init; }

    /// <summary>How many migrations to apply or roll back; null for all, or with a rollback for one.</summary>
    public int? Steps { get; init; }

    /// <summary>Whether an applied migration whose file was edited is taken as it is now.</summary>
    public bool AcceptEdit { get; init; }

    /// <summary>Whether a migration may be applied that comes before one that is applied.</summary>
    public bool OutOfOrder { get; init; }

    /// <summary>Whether an archive counts as restored although rows of the table hold other values, which are kept.</summary>
    public bool KeepExisting { get; init; }

    /// <summary>The number of the one archive to restore; null for all.</summary>
    public long? Archive { get; init; }

    /// <summary>Whether a restore of archives is only tried, and rolled back.</summary>
    public bool RestorePlanOnly { get; init; }

    /// <summary>Whether an apply goes on although there is a journal of another tool that was never adopted.</summary>
    public bool IgnoreForeign { get; init; }

    /// <summary>
    /// Whether the journal of the tool used so far is brought to what is applied, in the same transaction, so that a team can go back.
    /// </summary>
    public bool KeepJournal { get; init; }

    /// <summary>The tools whose journal can be kept.</summary>
    public static IReadOnlyList<string> KeptJournals => KeptJournal.Tools;

    /// <summary>How long others may wait for a table because of a migration, by the estimate of a dry run.</summary>
    public TimeSpan MaxBlock { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a standby or subscriber may be behind what a batch wrote before the next batch waits for it; zero does not look.
    /// </summary>
    public TimeSpan MaxLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What happens when a script changes rows that were there before, and does not say so.</summary>
    public Preserve Preserve { get; init; } = Preserve.Enforce;
}
