namespace OpsCenter.Conformance.Locks;

/// <summary>A relation that was there before a script ran.</summary>
/// <param name="Oid">Its OID.</param>
/// <param name="Name">Quoted, with its schema.</param>
/// <param name="Table">The OID of the table that it stands for: an index's table, the root of a tree of partitions or children, or itself.</param>
/// <param name="IsTable">Whether it is a table or a materialized view.</param>
/// <param name="Rows">How many rows it holds itself.</param>
internal sealed record WatchedRelation(uint Oid, string Name, uint Table, bool IsTable, long Rows);
