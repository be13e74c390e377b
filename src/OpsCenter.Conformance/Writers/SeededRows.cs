namespace OpsCenter.Conformance.Writers;

/// <summary>Rows of a table before a statement, which are not its effect.</summary>
internal static class SeededRows
{
    private const string Separator = " | ";
    private const string Numbered = "(another one each time)";

    /// <summary>The rows that the up script inserted; none if it also changed others.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> Of(
        WriterResult first,
        WriterResult migrated
    ) =>
        Without(first.Initial, migrated.Initial).Count > 0
            ? []
            : Without(migrated.Initial, first.Initial);

    /// <summary>The rows without the others. Each of the others removes one equal row.</summary>
    public static IReadOnlyList<IReadOnlyList<string?>> Without(
        IReadOnlyList<IReadOnlyList<string?>> rows,
        IReadOnlyList<IReadOnlyList<string?>> others
    )
    {
        var left = others
            .CountBy(Text, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return
        [
            .. rows.Where(row =>
            {
                var text = Text(row);
                if (left.GetValueOrDefault(text) == 0)
                {
                    return true;
                }

                left[text]--;
                return false;
            }),
        ];
    }

    /// <summary>
    /// The rows without the values that a sequence gave to new rows: each attempt takes numbers, also one that fails.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string?>> Unnumbered(
        IReadOnlyList<IReadOnlyList<string?>> rows,
        IReadOnlyList<IReadOnlyList<string?>> initial,
        IReadOnlySet<int> numbered
    )
    {
        if (numbered.Count == 0)
        {
            return rows;
        }

        var added = Without(rows, initial);
        return
        [
            .. Without(rows, added),
            .. added.Select(row =>
                row.Select((value, at) => numbered.Contains(at) ? Numbered : value).ToArray()
            ),
        ];
    }

    private static string Text(IReadOnlyList<string?> row) =>
        string.Join(Separator, row.Select(value => value is null ? "NULL" : $"'{value}'"));
}
