using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Compares rows before and after a migration. A row stands beside another one only if both have the same key.</summary>
internal static class DifferentRows
{
    private const string Volatile = "(varies)";
    private const string Hidden = "…";
    private const int MaximumShown = 8;

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
        var masked = Masked(first, second);
        var before = Lines(first, masked, isOrdered);
        var after = Lines(migrated, masked, isOrdered);
        if (before.SequenceEqual(after, StringComparer.Ordinal))
        {
            return null;
        }

        var gone = Without(first, after, masked);
        var added = Without(migrated, before, masked);
        if (gone.Count == 0 && added.Count == 0)
        {
            return $"it {verb} the same rows in another order";
        }

        if (Pair(gone, added, Key(table, columns, masked)) is not { } pair)
        {
            return $"it {verb} different rows: "
                + (
                    (gone, added) switch
                    {
                        ([var lost, ..], [var extra, ..]) =>
                            $"{Line(lost, masked)} before, nothing after; nothing before, {Line(extra, masked)} after",
                        ([var lost, ..], _) => $"{Line(lost, masked)} before, nothing after",
                        _ => $"nothing before, {Line(added[0], masked)} after",
                    }
                );
        }

        var others = Others(pair.Before, pair.After);
        return $"it {verb} different rows{In(table, columns, pair, masked)}: "
            + $"{Line(pair.Before, masked, others)} before, {Line(pair.After, masked, others)} after";
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
        HashSet<int> masked
    )
    {
        IReadOnlyList<int> places =
        [
            .. (table?.PrimaryKey ?? []).Select(column =>
                columns.ToList().IndexOf(Unquoted(column))
            ),
        ];
        return places.Any(at => at < 0 || masked.Contains(at)) ? [] : places;
    }

    /// <summary>The columns that differ, which lead to the statement that changed them.</summary>
    private static string In(
        TableShape? table,
        IReadOnlyList<string> columns,
        (IReadOnlyList<string?> Before, IReadOnlyList<string?> After) pair,
        HashSet<int> masked
    )
    {
        List<string> names =
        [
            .. Enumerable
                .Range(0, Math.Min(columns.Count, pair.Before.Count))
                .Where(at => !masked.Contains(at) && pair.Before[at] != pair.After[at])
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

    /// <summary>The rows that the lines have not. Each line removes one row.</summary>
    private static List<IReadOnlyList<string?>> Without(
        IReadOnlyList<IReadOnlyList<string?>> rows,
        IReadOnlyList<string> lines,
        HashSet<int> masked
    )
    {
        var left = lines
            .CountBy(line => line, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return
        [
            .. rows.Where(row =>
            {
                var line = Line(row, masked);
                if (left.GetValueOrDefault(line) == 0)
                {
                    return true;
                }

                left[line]--;
                return false;
            }),
        ];
    }

    /// <summary>The places that wide rows have in common, which would hide the others.</summary>
    private static HashSet<int> Others(IReadOnlyList<string?> one, IReadOnlyList<string?> other) =>
        one.Count > MaximumShown && other.Count == one.Count
            ? [.. Enumerable.Range(0, one.Count).Where(at => one[at] == other[at])]
            : [];

    /// <summary>The columns that differ between two copies of the base.</summary>
    private static HashSet<int> Masked(
        IReadOnlyList<IReadOnlyList<string?>> first,
        IReadOnlyList<IReadOnlyList<string?>> second
    ) =>
        [
            .. Enumerable
                .Range(0, first.Count == 0 ? 0 : first[0].Count)
                .Where(at =>
                    !first
                        .Select(row => row[at])
                        .Order(StringComparer.Ordinal)
                        .SequenceEqual(
                            second.Select(row => row[at]).Order(StringComparer.Ordinal),
                            StringComparer.Ordinal
                        )
                ),
        ];

    private static IReadOnlyList<string> Lines(
        IReadOnlyList<IReadOnlyList<string?>> rows,
        HashSet<int> masked,
        bool isOrdered
    )
    {
        var lines = rows.Select(row => Line(row, masked));
        return [.. isOrdered ? lines : lines.Order(StringComparer.Ordinal)];
    }

    private static string Line(
        IReadOnlyList<string?> row,
        HashSet<int> masked,
        HashSet<int>? hidden = null
    )
    {
        var shown = new List<string>();
        for (var at = 0; at < row.Count; at++)
        {
            if (hidden?.Contains(at) != true)
            {
                shown.Add(masked.Contains(at) ? Volatile : row[at] ?? "NULL");
            }
            else if (shown.Count == 0 || shown[^1] != Hidden)
            {
                shown.Add(Hidden);
            }
        }

        return $"({string.Join(", ", shown)})";
    }
}
