using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Locks;

/// <summary>A strong lock that a script's transaction held.</summary>
/// <param name="Transaction">Which transaction.</param>
/// <param name="Relation">On what.</param>
/// <param name="Strength">The strongest mode.</param>
/// <param name="Statement">The statement in which it was first seen.</param>
/// <param name="Command">The DDL command within the statement, if it was one.</param>
/// <param name="Held">From then to the transaction's last sample: at least that long.</param>
internal sealed record HeldLock(
    string Transaction,
    WatchedRelation Relation,
    LockStrength Strength,
    SqlStatement Statement,
    string? Command,
    TimeSpan Held
);
