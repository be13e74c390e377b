namespace OpsCenter.Conformance.Rows;

/// <summary>A foreign key.</summary>
/// <param name="Name">The constraint, not quoted.</param>
/// <param name="Columns">Its columns, quoted.</param>
/// <param name="Table">The table that it refers to, quoted and with its schema.</param>
/// <param name="Referenced">The columns that it refers to, quoted, in the same order.</param>
internal sealed record ForeignKeyShape(
    string Name,
    IReadOnlyList<string> Columns,
    string Table,
    IReadOnlyList<string> Referenced
);
