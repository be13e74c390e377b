namespace OpsCenter.Migrations.Preservation;

/// <summary>A column by its number in pg_attribute, which survives a renaming and is never used again.</summary>
internal sealed record PreservedColumn(short Number, string Name, uint Type);
