namespace OpsCenter.Conformance.Bases;

/// <summary>A table of the base.</summary>
/// <param name="Schema">The quoted schema.</param>
/// <param name="Name">The quoted name without the schema.</param>
/// <param name="Columns">The columns in order; at least one.</param>
/// <param name="Key">The quoted columns of the primary key; empty if there is none.</param>
internal sealed record BaseTable(
    string Schema,
    string Name,
    IReadOnlyList<BaseColumn> Columns,
    IReadOnlyList<string> Key
)
{
    /// <summary>The quoted name with the schema.</summary>
    public string FullName => $"{Schema}.{Name}";

    /// <summary>The columns of the key, separated by commas.</summary>
    public string KeyList => string.Join(", ", Key);

    /// <summary>A quoted name that starts with the name of the table.</summary>
    public string Derive(string ending) => $"\"{Name.Trim('"')}{ending}\"";

    /// <summary>The columns whose default or type can be changed.</summary>
    public IReadOnlyList<BaseColumn> PlainColumns =>
        [
            .. Columns.Where(column =>
                column.IsPlain && !Key.Contains(column.Name, StringComparer.Ordinal)
            ),
        ];
}
