namespace OpsCenter.Conformance.Snapshots;

/// <summary>Columns whose values differ in every run of a script, such as times or random keys.</summary>
internal static class VolatileColumns
{
    /// <summary>
    /// The columns, by table and column, whose values differ between two snapshots after the same script.
    /// </summary>
    public static IReadOnlySet<(string Table, string Column)> Between(
        DataSnapshot first,
        DataSnapshot second
    ) =>
        first
            .Tables.Values.Where(table => second.Tables.ContainsKey(table.Name))
            .SelectMany(table =>
                table
                    .Columns.Where(column =>
                        !Values(table, column)
                            .SequenceEqual(
                                Values(second.Tables[table.Name], column),
                                StringComparer.Ordinal
                            )
                    )
                    .Select(column => (table.Name, column))
            )
            .ToHashSet();

    private static IOrderedEnumerable<string> Values(TableRows table, string column)
    {
        var at = table.IndexOf(column);
        return table.Rows.Select(row => at < 0 ? "" : row[at]).Order(StringComparer.Ordinal);
    }
}
