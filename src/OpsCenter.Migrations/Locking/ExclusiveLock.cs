namespace OpsCenter.Migrations.Locking;

/// <summary>A table that somebody holds in ACCESS EXCLUSIVE mode.</summary>
/// <param name="Pid">The holder's process; null for a prepared transaction.</param>
/// <param name="Oid">The table.</param>
/// <param name="Title">Schema and name, quoted where needed.</param>
internal sealed record ExclusiveLock(int? Pid, long Oid, string Title);
