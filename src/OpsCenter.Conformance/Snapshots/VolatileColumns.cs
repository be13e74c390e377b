namespace OpsCenter.Conformance.Snapshots;

/// <summary>Columns whose values are another thing each time that a script runs, such as a time or a random key.</summary>
internal static class VolatileColumns
{
    /// <summary>The columns, by table and column, that do not hold the same values in two snapshots of the same work.</summary>
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
