namespace OpsCenter.Migrations.Preservation;

/// <summary>A table with rows of its own that was there before the migration, and its columns of that time.</summary>
internal sealed record PreservedTable(
    long Oid,
    string Schema,
    string Name,
    string? Hindrance,
    IReadOnlyList<PreservedColumn> Columns
);
