namespace OpsCenter.Conformance.Bases;

/// <summary>A table of the base.</summary>
/// <param name="Schema">Quoted.</param>
/// <param name="Name">Quoted, without the schema.</param>
/// <param name="Columns">In their order; at least one.</param>
/// <param name="Key">The primary key's columns, quoted; empty without one.</param>
internal sealed record BaseTable(
    string Schema,
    string Name,
    IReadOnlyList<BaseColumn> Columns,
    IReadOnlyList<string> Key
)
{
    /// <summary>Quoted, with its schema.</summary>
    public string FullName => $"{Schema}.{Name}";

    /// <summary>The key's columns in a list.</summary>
    public string KeyList => string.Join(", ", Key);

    /// <summary>A quoted name that begins as the table's does.</summary>
    public string Derive(string ending) => $"\"{Name.Trim('"')}{ending}\"";

    /// <summary>Columns that can be given another default or type.</summary>
    public IReadOnlyList<BaseColumn> PlainColumns =>
        [
            .. Columns.Where(column =>
                column.IsPlain && !Key.Contains(column.Name, StringComparer.Ordinal)
            ),
        ];
}
