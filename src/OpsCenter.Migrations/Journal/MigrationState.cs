using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>What record and journal together say about a migration in a database.</summary>
internal sealed record MigrationState(
    Migration Migration,
    Metadata Metadata,
    MigrationRecord? Record,
    IReadOnlyList<JournalEntry> History
)
{
    public Pair Pair => Metadata.Pair;

    public JournalEntry? Last => History.Count == 0 ? null : History[^1];

    /// <summary>The journal's latest word, if it says that the migration is applied.</summary>
    public JournalEntry? LastUp => Last is { Direction: MigrationDirection.Up } ? Last : null;

    public bool IsApplied =>
        Migration.KeepsRecord ? Record is { State: RecordState.Applied } : LastUp is not null;

    /// <summary>Applied, or on the way there or back: there is something that a rollback would undo.</summary>
    public bool IsBegun => IsApplied || Record is not null;

    /// <summary>Applied, and the journal knows: not by psql behind the service's back.</summary>
    public bool IsJournaled => IsApplied && LastUp is not null;

    /// <summary>Of the pair that the session's search_path leads to.</summary>
    public static async Task<MigrationState> ReadAsync(
        DatabaseSession session,
        Migration migration,
        CancellationToken cancellation
    ) =>
        await ReadAsync(
            session,
            migration,
            await Metadata.ReadAsync(session, migration, cancellation),
            cancellation
        );

    /// <param name="session">Where the metadata is read.</param>
    /// <param name="migration">Whose.</param>
    /// <param name="metadata">What there is of it, and of which pair.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="beside">What else is to be read in the same round trip.</param>
    public static async Task<MigrationState> ReadAsync(
        DatabaseSession session,
        Migration migration,
        Metadata metadata,
        CancellationToken cancellation,
        params IEnumerable<BatchedRead> beside
    )
    {
        var record = migration.KeepsRecord
            ? await MigrationRecord.AskAsync(session, migration.Name, metadata, cancellation)
            : null;
        var history = JournalHistory.Ask(migration.Name, metadata);
        await session.ReadAsync(
            [.. new BatchedRead?[] { record, history }.OfType<BatchedRead>(), .. beside],
            cancellation
        );
        return new MigrationState(
            migration,
            metadata,
            record?.Rows.SingleOrDefault(),
            history?.Rows ?? []
        );
    }

    /// <summary>Whether the applied script is still the text that was applied. True if that cannot be known.</summary>
    public bool ChecksumMatches =>
        !IsJournaled
        || string.Equals(LastUp!.Checksum, Migration.Forward.Checksum, StringComparison.Ordinal);

    public void RefuseEditedScript()
    {
        if (ChecksumMatches)
        {
            return;
        }

        throw new ChecksumChangedException(
            $"{Migration.Forward.FileName} was applied on {LastUp!.ExecutedAt:u} by {LastUp.ExecutedBy} and has been edited since. "
                + $"Applied: SHA-256 {LastUp.Checksum}. Now: SHA-256 {Migration.Forward.Checksum}. "
                + "Running it would leave this database different from one that got only the new text; nothing was run.",
            "Restore the released text of the file, and put the change into a new migration."
        );
    }
}
