using System.Globalization;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>Looks in a later snapshot for what an earlier one holds.</summary>
public static class DataComparison
{
    private const int Handful = 5;

    /// <summary>
    /// What of the earlier data is not there any more, or not the same: its tables, its columns, its rows with the values of its
    /// columns, and the positions of its sequences. Tables and columns that only the later one has are not looked at; rows are.
    /// </summary>
    public static IReadOnlyList<DataDifference> Losses(DataSnapshot earlier, DataSnapshot later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return
        [
            .. earlier.Tables.Values.SelectMany(table =>
                Compare(table, later.Tables.GetValueOrDefault(table.Name))
            ),
            .. earlier
                .Sequences.Where(sequence =>
                    later.Sequences.GetValueOrDefault(sequence.Key) != sequence.Value
                )
                .Select(sequence => new DataDifference(
                    sequence.Key,
                    null,
                    later.Sequences.TryGetValue(sequence.Key, out var now)
                        ? $"the sequence stood at {sequence.Value} and stands at {now}"
                        : "the sequence is gone",
                    []
                )),
        ];
    }

    private static IEnumerable<DataDifference> Compare(TableRows before, TableRows? after)
    {
        if (after is null)
        {
            return
            [
                new DataDifference(
                    before.Name,
                    null,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the table is gone, with {before.Rows.Count} rows"
                    ),
                    Rows(before, before.Rows)
                ),
            ];
        }

        var gone = before.Columns.Where(column => after.IndexOf(column) < 0).ToArray();
        var kept = before.Columns.Except(gone, StringComparer.Ordinal).ToArray();
        return gone.Select(column => Gone(before, column))
            .Concat(RowComparison.Compare(before.Project(kept), after.Project(kept)));
    }

    private static DataDifference Gone(TableRows table, string column)
    {
        var at = table.IndexOf(column);
        var values = table.Rows.Select(row => row[at]).Where(value => value != "NULL").ToArray();
        return new DataDifference(
            table.Name,
            column,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the column is gone, with {values.Length} values"
            ),
            [.. values.Distinct(StringComparer.Ordinal).Take(Handful)]
        );
    }

    internal static IReadOnlyList<string> Rows(
        TableRows table,
        IEnumerable<IReadOnlyList<string>> rows
    ) =>
        [
            .. rows.Take(Handful)
                .Select(row =>
                    string.Join(
                        ", ",
                        table.Columns.Zip(row, (column, value) => $"{column}={value}")
                    )
                ),
        ];
}
