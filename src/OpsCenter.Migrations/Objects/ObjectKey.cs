namespace OpsCenter.Migrations.Objects;

/// <summary>The identity of an object in the system catalogs.</summary>
/// <param name="Class">The OID of its catalog.</param>
/// <param name="Oid">Its OID there.</param>
/// <param name="Column">The number of a column; otherwise 0.</param>
public sealed record ObjectKey(long Class, long Oid, int Column);
