using System.Collections.Frozen;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations;

/// <summary>How the migrator waits and goes about it, and whether it takes backups.</summary>
public sealed record MigratorOptions
{
    /// <summary>How long to wait for another runner on the same database before giving up.</summary>
    public TimeSpan RunnerDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long one request for a lock may wait, and with it everybody who comes later. Zero or less would wait for ever, and is
    /// refused. The default is less than the server waits before it looks for a deadlock, so that it is the migration that gives way.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// How long an online run asks for a lock that it did not get at once, or waits for the transactions that a concurrent build
    /// has to wait for, before it gives up; what is done by then stays. Each lock has all of it: only waiting counts, no work.
    /// </summary>
    public TimeSpan LockDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether a migration that can be run online is run in one transaction instead: all or nothing, at the price of keeping other
    /// sessions waiting for as long as it takes.
    /// </summary>
    public bool SingleTransaction { get; init; }

    /// <summary>Whether a script may keep others waiting where it would refuse to (<c>opscenter.allow_blocking</c>).</summary>
    public bool AllowBlocking { get; init; }

    /// <summary>
    /// Whether the content of the tables is digested before and after. Without it a run is shorter by two reads of every table; the
    /// server's counters still prove that the migration's own transactions wrote no row, but verify has nothing to compare with.
    /// </summary>
    public bool TakeDigests { get; init; } = true;

    /// <summary>
    /// The name of the database whose rows of the migration a rollback drops without a copy; null to keep every row. Another
    /// name than the database's is refused.
    /// </summary>
    public string? Discard { get; init; }

    /// <summary>
    /// How long a changed digest waits for the server's write counters before it is judged: a session reports its writes up to
    /// ten seconds late (PGSTAT_IDLE_INTERVAL).
    /// </summary>
    public TimeSpan StatisticsGrace { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Told what a run is doing, from the run's own thread; null if nobody listens.</summary>
    public IProgress<MigrationProgress>? Progress { get; init; }

    /// <summary>Ids of preflight rules whose findings do not stand in the way; docs/preflight lists them, and which may be allowed.</summary>
    public IReadOnlySet<string> Allowed { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// From which age on preflight refuses because of another session's transaction. Younger ones are waited for, by
    /// <see cref="LockDeadline"/>; one that is that old is no application's, and may well outlast it.
    /// </summary>
    public TimeSpan LongTransaction { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How a backup is taken of what an apply or a rollback will touch, before it does; null takes none.</summary>
    public BackupOptions? Backup { get; init; }

    /// <summary>Told of each backup that was taken, as soon as it is: a run that ends early reports none. Null if nobody listens.</summary>
    public Action<BackupReport>? BackupTaken { get; init; }

    /// <summary>Whether the run that a preflight comes before takes a backup, though nothing says here how.</summary>
    public bool IsBackupExpected { get; init; }

    internal bool TakesBackup => Backup is not null || IsBackupExpected;

    /// <summary>
    /// The plan that was reviewed: an apply or a rollback that would do something else is refused. Null to run what is due. Where there
    /// is nothing to do, nothing is compared.
    /// </summary>
    public ApprovedPlan? Approved { get; init; }

    /// <summary>Refuses what would let a session wait without an end.</summary>
    /// <exception cref="InvalidOptionException">The lock timeout is too short to be one.</exception>
    internal void EnsureValid()
    {
        if (LockTimeout < TimeSpan.FromMilliseconds(1))
        {
            throw new InvalidOptionException(
                $"A lock timeout of {LockTimeout} would let a statement wait for ever, and all traffic of the table behind it.",
                "Give a lock timeout of at least a millisecond; seconds are usual."
            );
        }
    }
}
