namespace OpsCenter.Conformance.Rows;

/// <summary>Creates INSERT statements.</summary>
internal static class InsertStatement
{
    /// <summary>The INSERT of one row with a column list.</summary>
    public static string Of(TableShape table, IReadOnlyDictionary<string, GeneratedValue> values)
    {
        var columns = table.Columns.Where(column => values.ContainsKey(column.Name)).ToArray();
        if (columns.Length == 0)
        {
            return $"insert into {table.Name} default values";
        }

        var overriding = columns.Any(column => column.IsAlwaysIdentity)
            ? " overriding system value"
            : "";
        return $"insert into {table.Name} ({string.Join(", ", columns.Select(column => column.Name))})"
            + $"{overriding} values ({string.Join(", ", columns.Select(column => values[column.Name].Literal))})";
    }
}
