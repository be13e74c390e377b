using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Rows that a CHECK of the base may have refused.</summary>
internal static class DroppedChecks
{
    private const int MaximumLiterals = 12;

    public static IEnumerable<Allowance> Of(TableShape was, TableShape table) =>
        was
            .Checks.Where(check => table.Checks.All(now => now.Definition != check.Definition))
            .SelectMany(check => Of(check, table));

    private static IEnumerable<Allowance> Of(CheckShape check, TableShape table)
    {
        ColumnShape[] columns =
        [
            .. check
                .Columns.Select(table.Find)
                .OfType<ColumnShape>()
                .Where(column => !column.IsGenerated),
        ];
        // It compares columns with each other.
        foreach (
            var alike in columns
                .GroupBy(column => (column.TypeOid, column.Modifier))
                .Select(alike => alike.Select(column => column.Name).ToArray())
                .Where(alike => alike.Length > 1)
        )
        {
            yield return new(table.Name, null, null, []) { Equal = alike };
            yield return new(table.Name, null, null, []) { Ascending = [.. alike.Reverse()] };
        }

        // IS NOT NULL in it.
        if (columns.Where(column => !column.IsNotNull).ToArray() is { Length: > 0 } nullable)
        {
            yield return new(table.Name, null, null, [])
            {
                Row = nullable.ToDictionary(
                    column => column.Name,
                    _ => GeneratedValue.Plain("NULL"),
                    StringComparer.Ordinal
                ),
            };
        }

        foreach (var column in columns)
        {
            var definitions = table
                .Checks.Where(now => now.Columns.Contains(column.Name, StringComparer.Ordinal))
                .Select(now => now.Definition);
            foreach (var literal in Admitted([check.Definition], definitions))
            {
                yield return new(table.Name, column.Name, literal, []);
            }
        }
    }

    /// <summary>Values that the checks may admit now: constants of the new ones first.</summary>
    public static IEnumerable<string> Admitted(
        IEnumerable<string> dropped,
        IEnumerable<string> definitions
    )
    {
        string[] gone = [.. dropped];
        var known = CheckConstants.Of(gone).ToHashSet(StringComparer.Ordinal);
        return gone.Length == 0
            ? []
            : CheckConstants
                .Of(definitions)
                .Where(literal => !known.Contains(literal))
                .Concat(CheckConstants.Literals(gone))
                .Distinct(StringComparer.Ordinal)
                .Take(MaximumLiterals);
    }
}
