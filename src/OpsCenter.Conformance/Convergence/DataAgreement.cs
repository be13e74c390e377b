using System.Globalization;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Convergence;

/// <summary>
/// Whether two databases hold the same rows, but for what differs between undisturbed runs, too. The positions of sequences are not
/// compared, nor are the keys of new tables: a failed attempt may use up numbers.
/// </summary>
internal static class DataAgreement
{
    /// <summary>Every table whose rows are not those expected.</summary>
    public static IEnumerable<string> Differences(
        DataSnapshot expected,
        DataSnapshot actual,
        DataSnapshot before,
        IReadOnlySet<(string Table, string Column)> volatiles
    )
    {
        foreach (var table in expected.Tables.Values)
        {
            if (actual.Tables.GetValueOrDefault(table.Name) is not { } twin)
            {
                continue;
            }

            var isNew = !before.Tables.ContainsKey(table.Name);
            string[] columns =
            [
                .. table.Columns.Where(column =>
                    !volatiles.Contains((table.Name, column))
                    && !(isNew && table.Key.Contains(column, StringComparer.Ordinal))
                ),
            ];
            var wanted = Lines(table.Project(columns));
            var found = Lines(twin.Project(columns));
            if (!wanted.SequenceEqual(found, StringComparer.Ordinal))
            {
                var samples = wanted
                    .Except(found, StringComparer.Ordinal)
                    .Concat(found.Except(wanted, StringComparer.Ordinal))
                    .Take(2);
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Name} has {found.Count} rows for {wanted.Count}, or other values ({string.Join("; ", samples)})"
                );
            }
        }
    }

    private static List<string> Lines(TableRows table) =>
        [.. table.Rows.Select(row => string.Join(", ", row)).Order(StringComparer.Ordinal)];
}
