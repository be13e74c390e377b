namespace OpsCenter.Conformance.Rows;

/// <summary>A foreign key.</summary>
/// <param name="Name">The name of the constraint, not quoted.</param>
/// <param name="Columns">Its quoted columns.</param>
/// <param name="Table">The quoted referenced table with its schema.</param>
/// <param name="Referenced">The quoted referenced columns, in the same order.</param>
internal sealed record ForeignKeyShape(
    string Name,
    IReadOnlyList<string> Columns,
    string Table,
    IReadOnlyList<string> Referenced
);
