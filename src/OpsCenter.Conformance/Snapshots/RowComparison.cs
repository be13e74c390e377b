using System.Globalization;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>Compares the rows of two tables with the same columns, including the number of equal rows.</summary>
internal static class RowComparison
{
    private const char Separator = '\u001f';
    private const int MaximumSamples = 5;

    public static IEnumerable<DataDifference> Compare(TableRows before, TableRows after)
    {
        var lost = Without(before.Rows, after.Rows);
        var added = Without(after.Rows, before.Rows);
        if (before.Key.Count > 0 && before.Key.All(column => after.IndexOf(column) >= 0))
        {
            foreach (var changed in ChangedValues(before, lost, added))
            {
                yield return changed;
            }
        }

        if (lost.Count > 0)
        {
            yield return Difference(before, "rows are missing", lost);
        }

        var known = before.Rows.Select(Text).ToHashSet(StringComparer.Ordinal);
        var duplicates = added.Where(row => known.Contains(Text(row))).ToList();
        if (duplicates.Count > 0)
        {
            yield return Difference(before, "rows are duplicated", duplicates) with
            {
                AreDuplicates = true,
            };
        }

        var others = added.Except(duplicates).ToList();
        if (others.Count > 0)
        {
            yield return Difference(before, "rows are new", others) with
            {
                IsAddition = lost.Count == 0,
                AreNewRows = true,
            };
        }
    }

    /// <summary>Removes rows with the same key from both lists and returns their differences by column.</summary>
    private static IEnumerable<DataDifference> ChangedValues(
        TableRows table,
        List<IReadOnlyList<string>> lost,
        List<IReadOnlyList<string>> added
    )
    {
        var places = table.Key.Select(table.IndexOf).ToArray();
        string KeyOf(IReadOnlyList<string> row) =>
            string.Join(Separator, places.Select(place => row[place]));

        var now = added
            .GroupBy(KeyOf, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.First(), StringComparer.Ordinal);
        var pairs = lost.Where(row => now.ContainsKey(KeyOf(row)))
            .Select(row => (Before: row, After: now[KeyOf(row)]))
            .ToArray();
        lost.RemoveAll(row => now.ContainsKey(KeyOf(row)));
        added.RemoveAll(row => pairs.Any(pair => ReferenceEquals(pair.After, row)));
        return table
            .Columns.Select(
                (column, at) =>
                    (
                        column,
                        samples: pairs
                            .Where(pair => pair.Before[at] != pair.After[at])
                            .Select(pair => $"{pair.Before[at]} -> {pair.After[at]}")
                            .ToArray()
                    )
            )
            .Where(change => change.samples.Length > 0)
            .Select(change => new DataDifference(
                table.Name,
                change.column,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{change.samples.Length} values have changed"
                ),
                [.. change.samples.Distinct(StringComparer.Ordinal).Take(MaximumSamples)]
            ));
    }

    private static DataDifference Difference(
        TableRows table,
        string problem,
        List<IReadOnlyList<string>> rows
    ) =>
        new(
            table.Name,
            null,
            string.Create(CultureInfo.InvariantCulture, $"{rows.Count} {problem}"),
            DataComparison.Rows(table, rows)
        );

    private static string Text(IReadOnlyList<string> row) => string.Join(Separator, row);

    /// <summary>The rows without the others. Each of the others removes one equal row.</summary>
    public static List<IReadOnlyList<string>> Without(
        IEnumerable<IReadOnlyList<string>> rows,
        IEnumerable<IReadOnlyList<string>> others
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
}
