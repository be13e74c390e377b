using Npgsql;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>The locks of a replacement: first against writers, for the backup; then against everybody, to drop.</summary>
internal sealed class ReplacementLocks(
    EngineContext context,
    DatabaseSession session,
    DatabaseSession watcher,
    int runnerPid
)
{
    private const int Rounds = 5;

    /// <summary>Locks what will be replaced against writers, until nothing has joined it meanwhile, and returns it.</summary>
    public async Task<List<ReplacedRelation>> KeepWritersOutAsync(
        Contents contents,
        CancellationToken cancellation
    )
    {
        var replaced = await ReplacedRelations.ReadAsync(session, contents, cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            await LockAsync(replaced, "SHARE ROW EXCLUSIVE", "back up", cancellation);
            var again = await ReplacedRelations.ReadAsync(session, contents, cancellation);
            if (again.SequenceEqual(replaced))
            {
                return again;
            }

            replaced = again;
        }

        throw new RestoreRefusedException(
            "Tables that would be replaced are created or dropped all the time. Nothing was touched.",
            "Repeat when the sessions that do it have ended."
        );
    }

    /// <summary>Locks the tables for the drop.</summary>
    public Task KeepEverybodyOutAsync(
        IReadOnlyList<ReplacedRelation> replaced,
        CancellationToken cancellation
    ) => LockAsync(replaced, "ACCESS EXCLUSIVE", "replace", cancellation);

    private async Task LockAsync(
        IReadOnlyList<ReplacedRelation> replaced,
        string mode,
        string verb,
        CancellationToken cancellation
    )
    {
        var tables = replaced.Where(relation => relation.IsLockable).ToList();
        if (tables.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", tables.Select(table => $"only {table.Title}"));
        var purpose = tables.Count == 1 ? tables[0].Title : $"{tables.Count} tables";
        await new LockRetry(
            context,
            watcher,
            [runnerPid, session.Connection.ProcessID, watcher.Connection.ProcessID],
            RefuseDeadlockAsync
        ).RunAsync(
            new WantedLock(
                $"{verb} {purpose}",
                LockMode.Of(mode),
                [.. tables.Select(table => (long)table.Oid)]
            ),
            async () =>
            {
                await session.ExecuteAsync("savepoint opscenter_lock", cancellation);
                try
                {
                    await session.ExecuteAsync($"lock table {names} in {mode} mode", cancellation);
                }
                catch (PostgresException exception)
                    when (exception.SqlState
                            is PostgresErrorCodes.LockNotAvailable
                                or PostgresErrorCodes.DeadlockDetected
                    )
                {
                    // What was locked since the savepoint is given back: others do not wait during the pause.
                    await session.ExecuteAsync(
                        "rollback to savepoint opscenter_lock",
                        cancellation
                    );
                    throw;
                }
            },
            cancellation
        );
    }

    /// <summary>A session that has read a table and waits for our lock to write it will never give its own lock back.</summary>
    private async Task RefuseDeadlockAsync(CancellationToken cancellation)
    {
        var waiting = await watcher.QueryAsync(
            """
            select format('pid %s (%s, %s)', a.pid, a.application_name, a.usename)
            from pg_catalog.pg_stat_activity a
            where a.wait_event_type = 'Lock' and $1 = any (pg_catalog.pg_blocking_pids(a.pid))
                and exists (
                    select from pg_catalog.pg_locks held
                    join pg_catalog.pg_locks ours on ours.pid = $1 and ours.locktype = 'relation' and ours.granted
                        and ours.relation = held.relation and ours.database = held.database
                    where held.pid = a.pid and held.granted and held.locktype = 'relation')
            order by a.pid
            """,
            row => row.GetString(0),
            cancellation,
            session.Connection.ProcessID
        );
        if (waiting.Count > 0)
        {
            throw new LockTimeoutException(
                $"{string.Join(", ", waiting)} has read a table that is to be replaced, holds it, and waits to write it; the restore waits for that "
                    + "session in turn. The restore was rolled back, nothing was changed.",
                "Stop the application for the time of the restore, then repeat."
            );
        }
    }
}
