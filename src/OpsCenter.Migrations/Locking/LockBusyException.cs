namespace OpsCenter.Migrations.Locking;

/// <summary>A lock could not be acquired this time: <see cref="LockRetry"/> tries again.</summary>
internal sealed class LockBusyException(IReadOnlyList<Blocker> blockers, Exception? inner = null)
    : Exception("The lock is held by others.", inner)
{
    public IReadOnlyList<Blocker> Blockers { get; } = blockers;
}
