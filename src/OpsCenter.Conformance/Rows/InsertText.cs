namespace OpsCenter.Conformance.Rows;

/// <summary>Writes inserts.</summary>
internal static class InsertText
{
    /// <summary>The insert of one row, with its columns named.</summary>
    public static string Of(TableShape table, IReadOnlyDictionary<string, MadeValue> values)
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
