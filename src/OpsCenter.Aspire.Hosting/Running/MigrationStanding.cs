using System.Diagnostics.CodeAnalysis;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>Where one migration resource stands, shared by its start, its commands and its health check.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore whose wait handle is not used holds nothing."
)]
internal sealed class MigrationStanding
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile string _state = SqlMigrationStates.Pending;
    private long _runs;

    /// <summary>One of <see cref="SqlMigrationStates"/>.</summary>
    public string State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Whether a run is in progress.</summary>
    public bool IsRunning => _turn.CurrentCount == 0;

    /// <summary>How many runs have ended.</summary>
    public long Runs => Interlocked.Read(ref _runs);

    /// <returns>False if another run is in progress; otherwise <see cref="End"/> must follow.</returns>
    public bool TryBegin() => _turn.Wait(TimeSpan.Zero);

    /// <summary>Waits for the end of another run; <see cref="End"/> must follow.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    public Task BeginAsync(CancellationToken cancellationToken) =>
        _turn.WaitAsync(cancellationToken);

    /// <summary>Ends a run. The next one begins with this state, and never with the one that was shown meanwhile.</summary>
    /// <param name="state">The state after it.</param>
    public void End(string state)
    {
        _state = state;
        Interlocked.Increment(ref _runs);
        _turn.Release();
    }
}
