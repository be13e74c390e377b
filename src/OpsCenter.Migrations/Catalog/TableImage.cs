namespace OpsCenter.Migrations.Catalog;

/// <summary>A table with its columns in their order.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Created">Whether the migration recorded it as its own.</param>
/// <param name="Columns">Its columns.</param>
public sealed record TableImage(
    string Schema,
    string Name,
    bool Created,
    IReadOnlyList<ColumnImage> Columns
);
