namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>Where one migration resource stands, shared by its start, its commands and its health check.</summary>
internal sealed class MigrationStanding
{
    private int _running;
    private volatile string _state = SqlMigrationStates.Pending;

    /// <summary>One of <see cref="SqlMigrationStates"/>.</summary>
    public string State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Whether a run is in progress.</summary>
    public bool IsRunning => Volatile.Read(ref _running) != 0;

    /// <returns>False if another run is in progress; otherwise <see cref="End"/> must follow.</returns>
    public bool TryBegin() => Interlocked.CompareExchange(ref _running, 1, 0) == 0;

    public void End() => Volatile.Write(ref _running, 0);
}
