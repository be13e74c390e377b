using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Compares rows before and after a migration. A row stands beside another one only if both have the same key.</summary>
internal static class DifferentRows
{
    /// <summary>More names hide the rows.</summary>
    private const int MaximumNames = 3;

    /// <summary>A description of the first difference; null if there is none.</summary>
    /// <param name="verb">What the statement does with the rows.</param>
    /// <param name="table">The table of the rows; null if it is not known.</param>
    /// <param name="columns">The names of the columns, not quoted.</param>
    /// <param name="first">The rows on the base.</param>
    /// <param name="second">Those on another copy of the base. Columns that differ between both are ignored.</param>
    /// <param name="migrated">Those after the migration.</param>
    /// <param name="isOrdered">Whether their order counts.</param>
    public static string? Between(
        string verb,
        TableShape? table,
        IReadOnlyList<string> columns,
        IReadOnlyList<IReadOnlyList<string?>> first,
        IReadOnlyList<IReadOnlyList<string?>> second,
        IReadOnlyList<IReadOnlyList<string?>> migrated,
        bool isOrdered
    )
    {
        var lines = RowLines.Stable(first, second);
        var before = lines.Of(first, isOrdered);
        var after = lines.Of(migrated, isOrdered);
        if (before.SequenceEqual(after, StringComparer.Ordinal))
        {
            return null;
        }

        var gone = lines.Without(first, after);
        var added = lines.Without(migrated, before);
        if (gone.Count == 0 && added.Count == 0)
        {
            return $"it {verb} the same rows in another order";
        }

        if (Pair(gone, added, Key(table, columns, lines)) is not { } pair)
        {
            return $"it {verb} different rows: "
                + (
                    (gone, added) switch
                    {
                        ([var lost, ..], [var extra, ..]) =>
                            $"{lines.Of(lost)} before, nothing after; nothing before, {lines.Of(extra)} after",
                        ([var lost, ..], _) => $"{lines.Of(lost)} before, nothing after",
                        _ => $"nothing before, {lines.Of(added[0])} after",
                    }
                );
        }

        var equal = RowLines.EqualPlaces(pair.Before, pair.After);
        return $"it {verb} different rows{In(table, columns, pair, lines)}: "
            + $"{lines.Of(pair.Before, equal)} before, {lines.Of(pair.After, equal)} after";
    }

    /// <summary>Rows of the same key; without a key those that are the only ones.</summary>
    private static (IReadOnlyList<string?> Before, IReadOnlyList<string?> After)? Pair(
        IReadOnlyList<IReadOnlyList<string?>> gone,
        IReadOnlyList<IReadOnlyList<string?>> added,
        IReadOnlyList<int> key
    )
    {
        if (key.Count == 0)
        {
            return (gone, added) is ([var lost], [var extra]) ? (lost, extra) : null;
        }

        foreach (var before in gone)
        {
            if (added.FirstOrDefault(after => key.All(at => before[at] == after[at])) is { } same)
            {
                return (before, same);
            }
        }

        return null;
    }

    /// <summary>The places of the primary key; empty if not all of it is among the columns.</summary>
    private static IReadOnlyList<int> Key(
        TableShape? table,
        IReadOnlyList<string> columns,
        RowLines lines
    )
    {
        IReadOnlyList<int> places =
        [
            .. (table?.PrimaryKey ?? []).Select(column =>
                columns.ToList().IndexOf(Unquoted(column))
            ),
        ];
        return places.Any(at => at < 0 || lines.Varies(at)) ? [] : places;
    }

    /// <summary>The columns that differ, which lead to the statement that changed them.</summary>
    private static string In(
        TableShape? table,
        IReadOnlyList<string> columns,
        (IReadOnlyList<string?> Before, IReadOnlyList<string?> After) pair,
        RowLines lines
    )
    {
        List<string> names =
        [
            .. Enumerable
                .Range(0, Math.Min(columns.Count, pair.Before.Count))
                .Where(at => !lines.Varies(at) && pair.Before[at] != pair.After[at])
                .Select(at =>
                    table?.Columns.FirstOrDefault(column => Unquoted(column.Name) == columns[at])
                )
                .OfType<ColumnShape>()
                .Select(column => $"{table!.Name}.{column.Name}")
                .Take(MaximumNames),
        ];
        return names.Count == 0 ? "" : $", in {string.Join(", ", names)}";
    }

    /// <summary>The name of a column as a result has it.</summary>
    public static string Unquoted(string name) =>
        name.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);
}
