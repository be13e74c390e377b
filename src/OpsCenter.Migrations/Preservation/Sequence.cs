namespace OpsCenter.Migrations.Preservation;

/// <summary>A sequence that was there before the migration.</summary>
internal sealed record Sequence(long Oid, string Schema, string Name, string? Hindrance);
