namespace OpsCenter.Conformance.Locks;

/// <summary>A relation that existed before a script ran.</summary>
/// <param name="Oid">Its OID.</param>
/// <param name="Name">Quoted, with its schema.</param>
/// <param name="Table">
/// The OID of its table: the table of an index, the root of a partition or inheritance tree, or itself.
/// </param>
/// <param name="IsTable">Whether it is a table or a materialized view.</param>
/// <param name="Rows">The number of its own rows, without those of partitions and children.</param>
internal sealed record WatchedRelation(uint Oid, string Name, uint Table, bool IsTable, long Rows);
