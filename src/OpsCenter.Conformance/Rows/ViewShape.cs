namespace OpsCenter.Conformance.Rows;

/// <summary>A view into which rows can be inserted.</summary>
/// <param name="Name">The quoted name with the schema.</param>
/// <param name="Tables">The quoted tables that it reads, with their schema; not those of other views.</param>
/// <param name="Columns">The columns in order.</param>
internal sealed record ViewShape(
    string Name,
    IReadOnlyList<string> Tables,
    IReadOnlyList<ColumnShape> Columns
)
{
    /// <summary>
    /// The view as a table for generated rows. A view of one table has the rules of that table for columns with the same name and type.
    /// </summary>
    public TableShape AsTable(TableCatalog catalog)
    {
        var table = Tables is [var only] ? catalog.Find(only) : null;
        ColumnShape[] columns = [.. Columns.Select(column => Rules(column, table))];
        bool HasAll(IReadOnlyList<string> names) =>
            names.All(name => columns.Any(column => column.Name == name && !column.IsGenerated));
        return new TableShape(
            Name,
            columns,
            [.. (table?.Keys ?? []).Where(key => HasAll(key.Columns))],
            [.. (table?.ForeignKeys ?? []).Where(key => HasAll(key.Columns))],
            [.. (table?.Checks ?? []).Where(check => HasAll(check.Columns))]
        );
    }

    private static ColumnShape Rules(ColumnShape column, TableShape? table) =>
        table?.Find(column.Name) is { } same && same.TypeOid == column.TypeOid
            ? same with
            {
                IsGenerated = same.IsGenerated || column.IsGenerated,
            }
            : column;
}
