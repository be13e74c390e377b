namespace OpsCenter.Conformance.Locks;

/// <summary>A table of the base that a script locks against readers.</summary>
/// <param name="Name">The quoted name with the schema.</param>
/// <param name="Victims">The tables whose readers may wait while the script waits for this one, itself included.</param>
internal sealed record LockedTable(string Name, IReadOnlyList<string> Victims);
