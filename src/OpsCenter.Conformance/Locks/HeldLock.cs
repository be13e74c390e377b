using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Locks;

/// <summary>A strong lock that a script's transaction held.</summary>
/// <param name="Transaction">The virtual transaction id.</param>
/// <param name="Relation">The locked relation.</param>
/// <param name="Mode">The strongest mode.</param>
/// <param name="Statement">The statement during which it was first sampled.</param>
/// <param name="Command">The DDL command within that statement, or null.</param>
/// <param name="Held">The time from the first to the last sample of the transaction: a lower bound.</param>
internal sealed record HeldLock(
    string Transaction,
    WatchedRelation Relation,
    LockMode Mode,
    SqlStatement Statement,
    string? Command,
    TimeSpan Held
);
