using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>Whom a run of somebody else waits for, seen from outside.</summary>
internal static class RunnerWaits
{
    private static readonly string Sql = $"""
        select a.pid, coalesce({ReadableText.Of(
            "a.application_name"
        )}, ''), coalesce({ReadableText.Of("a.usename")}, a.backend_type, ''),
            extract(epoch from clock_timestamp() - a.xact_start)::float8, a.state, nullif({ReadableText.Of(
            "a.query"
        )}, '')
        from pg_catalog.pg_stat_activity a
        where a.pid in (
            select unnest(pg_catalog.pg_blocking_pids(l.pid)) {LockHolder.Held(WorkMark.Key)})
        order by 4 desc nulls last
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // With the run's own pg_dump, which reads the tables before they are changed.
    private static readonly string Own = $"""
        with run as (
            select l.pid {LockHolder.Held(WorkMark.Key)}
            union
            select l.pid {LockHolder.Held(RunnerLock.Key)}
        )
        select r.pid from run as r
        union
        {OwnDump.Of("run")}
        """;

    /// <summary>
    /// Who keeps the working session from a lock right now; else who has held one of the tables for longer than a request for a lock may wait: a
    /// run that asks, gives way and asks again is seen between two requests most of the time.
    /// </summary>
    /// <param name="session">A session that waits for nothing.</param>
    /// <param name="tables">The tables that the migration changes, by oid.</param>
    /// <param name="patience">How long a request for a lock may wait.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static async Task<IReadOnlyList<Blocker>> FindAsync(
        DatabaseSession session,
        IReadOnlyList<long> tables,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        var blocking = await FindBlockingAsync(session, cancellation);
        if (blocking.Count > 0)
        {
            return blocking;
        }

        var own = await session.LookAsync(Own, row => row.GetInt32(0), cancellation) ?? [];
        var holders = await Blockers.FindAsync(
            session,
            LockMode.Of("ACCESS EXCLUSIVE"),
            tables,
            [.. own, session.Connection.ProcessID],
            cancellation
        );
        // To a role that may not see it the server does not say since when.
        return [.. holders.Where(holder => holder.Age is not { } age || age > patience)];
    }

    /// <summary>
    /// Who keeps the working session from a lock, where nothing tells which tables the run will lock: it is looked for until a run that waits has
    /// asked for its lock again. Empty if it waits for nobody.
    /// </summary>
    public static async Task<IReadOnlyList<Blocker>> AwaitAsync(
        DatabaseSession session,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var started = clock.GetTimestamp();
        var blocking = await FindBlockingAsync(session, cancellation);
        while (blocking.Count == 0 && clock.GetElapsedTime(started) < LockRetry.LongestPause * 1.5)
        {
            await Task.Delay(Pause, clock, cancellation);
            blocking = await FindBlockingAsync(session, cancellation);
        }

        return blocking;
    }

    private static async Task<IReadOnlyList<Blocker>> FindBlockingAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) => await session.LookAsync(Sql, Blockers.Read, cancellation) ?? [];
}
