namespace OpsCenter.Migrations.Journal;

/// <summary>One run of one script that was committed. The journal is a history: rows are added, never changed.</summary>
/// <param name="Id">The row's number, growing.</param>
/// <param name="Migration">The migration's name.</param>
/// <param name="Script">The script's file name.</param>
/// <param name="Checksum">Its SHA-256 at that time.</param>
/// <param name="Direction">Whether it extended or rolled back.</param>
/// <param name="ExecutedAt">When it was run.</param>
/// <param name="ExecutedBy">The database role that ran it.</param>
/// <param name="Duration">How long the script ran.</param>
/// <param name="ServerVersion">The server's version then.</param>
/// <param name="Adopted">Whether it found the migration applied without the service: what that run did is not known.</param>
public sealed record JournalEntry(
    long Id,
    string Migration,
    string Script,
    string Checksum,
    MigrationDirection Direction,
    DateTimeOffset ExecutedAt,
    string ExecutedBy,
    TimeSpan Duration,
    string ServerVersion,
    bool Adopted
);
