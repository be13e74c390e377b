namespace OpsCenter.Migrations;

/// <summary>How the migrator waits.</summary>
public sealed record MigratorOptions
{
    /// <summary>How long to wait for another runner on the same database before giving up.</summary>
    public TimeSpan RunnerDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The lock timeout of each statement that the migration runs.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
