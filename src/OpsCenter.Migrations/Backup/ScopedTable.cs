namespace OpsCenter.Migrations.Backup;

/// <summary>A table that goes into a backup.</summary>
/// <param name="Oid">Its oid, by which a backup's table of contents names it.</param>
/// <param name="Title">Its name, schema-qualified and quoted where needed.</param>
/// <param name="HasRows">Whether it has rows of its own: a partitioned or foreign table has not.</param>
/// <param name="Bytes">The size of its rows on disk, without indexes.</param>
internal sealed record ScopedTable(uint Oid, string Title, bool HasRows, long Bytes);
