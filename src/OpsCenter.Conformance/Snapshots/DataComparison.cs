using System.Globalization;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>Finds data of an earlier snapshot that is missing or changed in a later one.</summary>
public static class DataComparison
{
    private const int MaximumSamples = 5;

    /// <summary>
    /// The tables, columns, rows, values and sequence positions of the earlier snapshot that are missing or changed in
    /// the later one. Additional tables and columns are ignored; additional rows are reported.
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
                        ? $"the sequence moved from {sequence.Value} to {now}"
                        : "the sequence is missing",
                    []
                )
                {
                    IsGap = IsGap(sequence.Value, later.Sequences.GetValueOrDefault(sequence.Key)),
                    Position = later.Sequences.GetValueOrDefault(sequence.Key) is { } position
                        ? Position(position)
                        : null,
                }),
        ];
    }

    private static bool IsGap(string before, string? after) =>
        after is not null && Position(before) <= Position(after);

    /// <summary>An unused sequence stands before its first value. One that counts down moves on by lower values.</summary>
    private static decimal Position(string text)
    {
        var value = decimal.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
        return (text.Contains(DataSnapshot.CountsDown, StringComparison.Ordinal) ? -value : value)
            - (text.Contains("not used", StringComparison.Ordinal) ? 1 : 0);
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
                        $"the table is missing; it had {before.Rows.Count} rows"
                    ),
                    Rows(before, before.Rows)
                ),
            ];
        }

        var missing = before.Columns.Where(column => after.IndexOf(column) < 0).ToArray();
        var kept = before.Columns.Except(missing, StringComparer.Ordinal).ToArray();
        return missing
            .Select(column => Missing(before, column))
            .Concat(RowComparison.Compare(before.Project(kept), after.Project(kept)))
            .Select(difference => difference with { IsRefreshed = before.IsMaterialized });
    }

    private static DataDifference Missing(TableRows table, string column)
    {
        var at = table.IndexOf(column);
        var values = table.Rows.Select(row => row[at]).Where(value => value != "NULL").ToArray();
        return new DataDifference(
            table.Name,
            column,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the column is missing; it had {values.Length} values"
            ),
            [.. values.Distinct(StringComparer.Ordinal).Take(MaximumSamples)]
        );
    }

    internal static IReadOnlyList<string> Rows(
        TableRows table,
        IEnumerable<IReadOnlyList<string>> rows
    ) =>
        [
            .. rows.Take(MaximumSamples)
                .Select(row =>
                    string.Join(
                        ", ",
                        table.Columns.Zip(row, (column, value) => $"{column}={value}")
                    )
                ),
        ];
}
