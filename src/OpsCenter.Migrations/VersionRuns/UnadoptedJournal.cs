using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>The journal of another tool, in a database to which nothing was applied yet by this one.</summary>
internal static class UnadoptedJournal
{
    /// <summary>Finds it; null if there is none, or if the source has a history of its own.</summary>
    public static async Task<ForeignJournal?> FindAsync(
        DatabaseSession session,
        VersionJournal journal,
        MigrationFolder folder,
        CancellationToken cancellation
    ) =>
        await journal.HasHistoryAsync(session, cancellation) ? null
        : await ForeignJournals.FindAsync(session, folder, cancellation) is { Count: > 0 } found
            ? found
        : null;

    /// <summary>Refuses to apply what the other tool has applied.</summary>
    /// <exception cref="VersionConflictException">There is such a journal, and the options do not allow that.</exception>
    public static async Task EnsureNoneAsync(
        DatabaseSession session,
        VersionJournal journal,
        MigrationFolder folder,
        FolderOptions options,
        CancellationToken cancellation
    )
    {
        if (
            !options.IgnoreForeign
            && await FindAsync(session, journal, folder, cancellation) is { } foreign
        )
        {
            throw new VersionConflictException(
                $"{foreign.Tool} has applied migrations to this database ({foreign.Table}), and none is recorded here: they would run a second time. "
                    + "Nothing was run.",
                $"Record them first: opscenter adopt --migrations {folder.Path}. If that journal is of something else, repeat with --ignore-journal."
            );
        }
    }
}
