namespace OpsCenter.Conformance.Rows;

/// <summary>A table that takes rows.</summary>
/// <param name="Name">Quoted and with its schema.</param>
/// <param name="Columns">In their order.</param>
/// <param name="Keys">Unique indexes and exclusion constraints, the primary key first.</param>
/// <param name="ForeignKeys">Its references to tables.</param>
/// <param name="Checks">Its check constraints.</param>
internal sealed record TableShape(
    string Name,
    IReadOnlyList<ColumnShape> Columns,
    IReadOnlyList<KeyShape> Keys,
    IReadOnlyList<ForeignKeyShape> ForeignKeys,
    IReadOnlyList<CheckShape> Checks
)
{
    /// <summary>The columns of the primary key; empty without one.</summary>
    public IReadOnlyList<string> PrimaryKey =>
        Keys.FirstOrDefault(key => key.IsPrimary)?.Columns ?? [];

    /// <summary>The column of a quoted name.</summary>
    public ColumnShape? Find(string column) =>
        Columns.FirstOrDefault(candidate => candidate.Name == column);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
