using System.Globalization;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Comparisons;

/// <summary>
/// Compares the rows of two databases, except values that also differ between undisturbed runs. Sequence positions and
/// the keys of new tables are not compared, because a failed run may use up sequence numbers.
/// </summary>
internal static class ConvergenceComparison
{
    /// <summary>One text for each table whose rows differ from the expected ones.</summary>
    public static IEnumerable<string> Differences(
        DataSnapshot expected,
        DataSnapshot actual,
        DataSnapshot before,
        IReadOnlySet<(string Table, string Column)> volatileColumns
    )
    {
        foreach (var table in expected.Tables.Values)
        {
            if (actual.Tables.GetValueOrDefault(table.Name) is not { } found)
            {
                continue;
            }

            var isNew = !before.Tables.ContainsKey(table.Name);
            string[] columns =
            [
                .. table.Columns.Where(column =>
                    !volatileColumns.Contains((table.Name, column))
                    && !(isNew && table.Key.Contains(column, StringComparer.Ordinal))
                ),
            ];
            var expectedLines = Lines(table.Project(columns));
            var actualLines = Lines(found.Project(columns));
            if (!expectedLines.SequenceEqual(actualLines, StringComparer.Ordinal))
            {
                var samples = expectedLines
                    .Except(actualLines, StringComparer.Ordinal)
                    .Concat(actualLines.Except(expectedLines, StringComparer.Ordinal))
                    .Take(2);
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Name} has {actualLines.Count} rows instead of {expectedLines.Count}, or "
                        + $"different values ({string.Join("; ", samples)})"
                );
            }
        }
    }

    private static List<string> Lines(TableRows table) =>
        [.. table.Rows.Select(row => string.Join(", ", row)).Order(StringComparer.Ordinal)];
}
