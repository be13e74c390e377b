using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>The values by which one row is of the kind that the base refuses.</summary>
internal static class AllowedValues
{
    /// <summary>The values by quoted column; null if the server's types allow none, or if it takes two rows.</summary>
    public static IReadOnlyDictionary<string, GeneratedValue>? Of(
        Allowance allowance,
        TableShape table,
        RowGenerator rows
    )
    {
        if (allowance.Row is { } given)
        {
            return given;
        }

        if (allowance.Equal is [var first, ..])
        {
            return rows.Value(table.Find(first)!) is { } same
                ? allowance.Equal.ToDictionary(column => column, _ => same, StringComparer.Ordinal)
                : null;
        }

        if (allowance.Ascending.Count > 0)
        {
            var values = new Dictionary<string, GeneratedValue>(StringComparer.Ordinal);
            foreach (var column in allowance.Ascending)
            {
                if (rows.Value(table.Find(column)!) is not { } next)
                {
                    return null;
                }

                values[column] = next;
            }

            return values;
        }

        return
            allowance.Column is { } name && ValueOf(allowance, table.Find(name)!, rows) is { } value
            ? new Dictionary<string, GeneratedValue>(StringComparer.Ordinal) { [name] = value }
            : null;
    }

    private static GeneratedValue? ValueOf(
        Allowance allowance,
        ColumnShape column,
        RowGenerator rows
    ) =>
        allowance.Literal is { } literal ? GeneratedValue.Plain(literal)
        : allowance.Length > 0 ? rows.LongText(allowance.Length)
        : allowance.Size is { } size ? rows.Number(size, column)
        : rows.Value(column);
}
