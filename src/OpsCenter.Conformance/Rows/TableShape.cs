namespace OpsCenter.Conformance.Rows;

/// <summary>A table into which rows can be inserted.</summary>
/// <param name="Name">The quoted name with the schema.</param>
/// <param name="Columns">The columns in order.</param>
/// <param name="Keys">The unique indexes and exclusion constraints; the primary key is first.</param>
/// <param name="ForeignKeys">The foreign keys.</param>
/// <param name="Checks">The check constraints.</param>
internal sealed record TableShape(
    string Name,
    IReadOnlyList<ColumnShape> Columns,
    IReadOnlyList<KeyShape> Keys,
    IReadOnlyList<ForeignKeyShape> ForeignKeys,
    IReadOnlyList<CheckShape> Checks
)
{
    /// <summary>The columns of the primary key; empty if there is none.</summary>
    public IReadOnlyList<string> PrimaryKey =>
        Keys.FirstOrDefault(key => key.IsPrimary)?.Columns ?? [];

    /// <summary>The column with the quoted name, or null.</summary>
    public ColumnShape? Find(string column) =>
        Columns.FirstOrDefault(candidate => candidate.Name == column);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
