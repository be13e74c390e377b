using System.Data;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Versions;

/// <summary>How far scripts are that run part by part, in the journal.</summary>
internal static class PartRecord
{
    /// <summary>Notes how far a script without a transaction is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="id">The entry.</param>
    /// <param name="progress">How far.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task NoteAsync(
        DatabaseSession session,
        long id,
        PartProgress progress,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            "update opscenter_migrations.version set parts_done = $2, part_begun = $3, done_checksum = $4 where id = $1",
            cancellation,
            id,
            progress.Done,
            progress.NextBegun,
            progress.Checksum
        );

    /// <summary>Notes that a rollback without a transaction has begun: nothing of the apply is resumed.</summary>
    public static async Task BeginRollbackAsync(
        DatabaseSession session,
        long id,
        CancellationToken cancellation
    )
    {
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            await BatchRecord.RemoveAsync(session, id, cancellation);
            await session.ExecuteAsync(
                "update opscenter_migrations.version set state = 'rolling back', parts_done = 0, part_begun = false, done_checksum = null where id = $1",
                cancellation,
                id
            );
            await session.CommitAsync(cancellation);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }
}
