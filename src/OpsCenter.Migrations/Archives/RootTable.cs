namespace OpsCenter.Migrations.Archives;

/// <summary>The partitioned table at the top of partitions.</summary>
/// <param name="Oid">Its OID.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
internal sealed record RootTable(long Oid, string Schema, string Name);
