namespace OpsCenter.Migrations;

/// <summary>How the migrator waits.</summary>
public sealed record MigratorOptions
{
    /// <summary>How long to wait for another runner on the same database before giving up.</summary>
    public TimeSpan RunnerDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The lock timeout of each statement that the migration runs. Zero or less would wait for ever, and is refused.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMilliseconds(900);

    /// <summary>
    /// How long a changed digest waits for the server's write counters before it is judged: a session reports its writes up to
    /// ten seconds late (PGSTAT_IDLE_INTERVAL).
    /// </summary>
    public TimeSpan StatisticsGrace { get; init; } = TimeSpan.FromSeconds(12);
}
