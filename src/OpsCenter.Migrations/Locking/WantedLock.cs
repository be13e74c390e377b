namespace OpsCenter.Migrations.Locking;

/// <summary>A lock that somebody is about to ask for.</summary>
/// <param name="Purpose">What it is for, as a verb: <c>add to public.orders</c>.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Tables">The oids of the tables.</param>
internal sealed record WantedLock(string Purpose, LockMode Mode, IReadOnlyList<long> Tables);
