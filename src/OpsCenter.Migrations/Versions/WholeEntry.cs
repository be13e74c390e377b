using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>Writes the entries of migrations that run in one transaction.</summary>
/// <param name="source">The name under which the folder is recorded.</param>
/// <param name="clock">The clock of the rows.</param>
internal sealed class WholeEntry(string source, TimeProvider clock)
{
    /// <summary>Adds the entry of a migration that the open transaction ran as a whole, with what it created, in one round trip.</summary>
    /// <param name="session">The session.</param>
    /// <param name="migration">The migration.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="difference">What it did.</param>
    /// <param name="isAdditive">Whether it created objects and did nothing else.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task AddAsync(
        DatabaseSession session,
        FolderMigration migration,
        TimeSpan duration,
        ObjectDifference difference,
        bool isAdditive,
        CancellationToken cancellation
    )
    {
        var (now, milliseconds) = (clock.GetUtcNow(), (long)duration.TotalMilliseconds);
        return session.ReadAsync(
            [
                new SessionCommand(
                    """
                    insert into opscenter_migrations.version as v
                        (source, version, name, file, checksum, is_repeatable, state, is_additive, began_at, applied_at, duration_ms, applied_by,
                        applied_xid, applied_snapshot)
                    values ($1, $2, $3, $4, $5, $6, 'applied', $7, $8, $8, $9, session_user, pg_current_xact_id(), pg_current_snapshot())
                    on conflict (source, version) do update
                        set checksum = excluded.checksum, file = excluded.file, name = excluded.name, state = excluded.state,
                            is_additive = v.is_additive and excluded.is_additive, applied_at = excluded.applied_at, duration_ms = excluded.duration_ms,
                            applied_by = excluded.applied_by, part_begun = false, done_checksum = null, applied_xid = excluded.applied_xid,
                            applied_snapshot = excluded.applied_snapshot
                    """,
                    source,
                    migration.Key,
                    migration.Name,
                    migration.Up.File,
                    migration.Up.Checksum,
                    migration.IsRepeatable,
                    isAdditive,
                    now,
                    milliseconds
                ),
                .. ObjectRecord.Statements(
                    "select v.id from opscenter_migrations.version v where v.source = $1 and v.version = $2",
                    [source, migration.Key],
                    migration.Key,
                    difference
                ),
                new SessionCommand(
                    """
                    insert into opscenter_migrations.history (source, version, action, at, by, duration_ms)
                    values ($1, $2, 'apply', $3, session_user, $4)
                    """,
                    source,
                    migration.Key,
                    now,
                    milliseconds
                ),
            ],
            cancellation,
            prepared: true
        );
    }

    /// <summary>Waits until all that was committed before is on disk: it writes something, so that there is something to wait for.</summary>
    public static Task FlushAsync(DatabaseSession session, CancellationToken cancellation) =>
        session.ExecuteAsync(
            """
            update opscenter_migrations.history set action = action
            where id = (select max(h.id) from opscenter_migrations.history h)
            """,
            cancellation
        );
}
