using System.Text;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Writers;

/// <summary>Searches the database after the down script for the values that were written before it.</summary>
internal sealed class LostValues
{
    private const int MaximumSamples = 5;
    private const string Null = "NULL";

    private readonly DataSnapshot _used;
    private readonly DataSnapshot _after;
    private readonly IReadOnlyList<HashSet<string>> _restoredColumns;
    private readonly string _values;
    private readonly string _archived;
    private readonly string _newColumns;

    /// <param name="known">The base.</param>
    /// <param name="used">The data before the down script.</param>
    /// <param name="after">The data after it, including the metadata of the migration.</param>
    public LostValues(DataSnapshot known, DataSnapshot used, DataSnapshot after)
    {
        _used = used;
        _after = after;
        _values = Joined(
            after.Tables.Values.SelectMany(table => table.Rows).SelectMany(row => row)
        );
        _archived = Joined(
            after.Tables.Values.SelectMany(table =>
                table
                    .Columns.Index()
                    .Where(column =>
                        !known.Tables.TryGetValue(table.Name, out var was)
                        || was.IndexOf(column.Item) < 0
                    )
                    .SelectMany(column => table.Rows.Select(row => row[column.Index]))
            )
        );
        _newColumns = Joined(
            after.Tables.Values.SelectMany(table =>
                table.Columns.Where(column =>
                    !known.Tables.TryGetValue(table.Name, out var was) || was.IndexOf(column) < 0
                )
            )
        );
        _restoredColumns =
        [
            .. after
                .Tables.Values.Where(table => known.Tables.ContainsKey(table.Name))
                .SelectMany(table =>
                    table
                        .Columns.Select((column, at) => (column, at))
                        .Where(place =>
                            !used.Tables.TryGetValue(table.Name, out var was)
                            || was.IndexOf(place.column) < 0
                        )
                        .Select(place =>
                            table
                                .Rows.Select(row => row[place.at])
                                .ToHashSet(StringComparer.Ordinal)
                        )
                ),
        ];
    }

    /// <summary>Evidence of the values that no longer exist.</summary>
    public IEnumerable<Evidence> In(IReadOnlyList<NewValue> written) =>
        ByColumn(written)
            .Select(column => (column.Key, Lost: column.Where(IsLost).ToArray()))
            .Where(column =>
                !column.Lost.All(value => value.IsReference && IsMoved(value, written))
            )
            .Where(column => column.Lost.Length > 0)
            .Select(column => new Evidence(
                $"Values written to {column.Key.Table}.{column.Key.Column} after the up script do not exist "
                    + "after the down script."
            )
            {
                Samples =
                [
                    .. column.Lost.Select(value => value.Value.Literal).Take(MaximumSamples),
                ],
            });

    /// <summary>Evidence of values of columns with another type in the base that are neither in their column nor in one that the base does not have.</summary>
    public IEnumerable<Evidence> InTheirColumns(IEnumerable<NewValue> written) =>
        ByColumn(written)
            .Select(column => (column.Key, Lost: column.Where(IsNotInItsColumn).ToArray()))
            .Where(column => column.Lost.Length > 0)
            .Select(column => new Evidence(
                $"Values written to {column.Key.Table}.{column.Key.Column} after the up script are not there "
                    + "after the down script."
            )
            {
                Samples =
                [
                    .. column.Lost.Select(value => value.Value.Literal).Take(MaximumSamples),
                ],
            });

    private bool IsNotInItsColumn(NewValue value) =>
        HasMark(value)
        && _after.Tables.TryGetValue(value.Table, out var table)
        && table.IndexOf(value.Column) is var at and >= 0
        && !MarkSearch.Has(Joined(table.Rows.Select(row => row[at])), AllMarks(value))
        && !MarkSearch.Has(_archived, AllMarks(value));

    /// <summary>Bytes are found as text, too, and text as bytes.</summary>
    private static IReadOnlyList<string> AllMarks(NewValue value) =>
        [
            .. value.Value.Marks,
            .. value.Value.Marks.Select(mark =>
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(mark))
            ),
            .. value
                .Value.Marks.Where(mark =>
                    mark.Length % 2 == 0 && mark.All(char.IsAsciiHexDigitLower)
                )
                .Select(mark => Encoding.UTF8.GetString(Convert.FromHexString(mark))),
        ];

    /// <summary>Notes about dropped columns whose values cannot be recognized elsewhere.</summary>
    public IEnumerable<string> Undecided(IEnumerable<NewValue> written) =>
        ByColumn(written)
            .Where(column => column.All(value => !HasMark(value) && !HasColumn(value)))
            .Where(column =>
                _newColumns.Length > 0 && !IsNamed(column.Key.Column) && !column.All(IsRenamedBack)
            )
            .Select(column =>
                $"It is unknown whether the values written to {column.Key.Table}.{column.Key.Column} are "
                + "kept: values of its type are not distinctive."
            );

    private static IEnumerable<IGrouping<(string Table, string Column), NewValue>> ByColumn(
        IEnumerable<NewValue> written
    ) => written.GroupBy(value => (value.Table, value.Column));

    /// <summary>
    /// A value without a mark counts as lost with its column, unless there is a new column or a place with the name of
    /// the column.
    /// </summary>
    private bool IsLost(NewValue value) =>
        HasMark(value)
            ? !MarkSearch.Has(_values, value.Value.Marks)
            : !HasColumn(value)
                && _newColumns.Length == 0
                && !IsNamed(value.Column)
                && !IsRenamedBack(value);

    /// <summary>
    /// Whether the column was a renamed column of the base, or in a renamed table, and its values are back under the
    /// old name.
    /// </summary>
    private bool IsRenamedBack(NewValue value) =>
        _used.Tables.TryGetValue(value.Table, out var table)
        && table.IndexOf(value.Column) is var at and >= 0
        && _restoredColumns.Any(column =>
            table.Rows.Select(row => row[at]).Where(cell => cell != Null).All(column.Contains)
        );

    /// <summary>
    /// Whether the table is gone, and all recognizable values of its rows are elsewhere: then what they belong to is known there, too.
    /// </summary>
    private bool IsMoved(NewValue reference, IReadOnlyList<NewValue> written) =>
        !_after.Tables.ContainsKey(reference.Table)
        && written.Where(value => value.Table == reference.Table && HasMark(value)).ToArray()
            is { Length: > 0 } others
        && !others.Any(IsLost);

    private static bool HasMark(NewValue value) => value.Value.Marks.Count > 0;

    private bool HasColumn(NewValue value) =>
        _after.Tables.TryGetValue(value.Table, out var table) && table.IndexOf(value.Column) >= 0;

    private bool IsNamed(string quoted)
    {
        var name = quoted.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);
        return _newColumns.Contains(name, StringComparison.Ordinal)
            || _values.Contains(name, StringComparison.Ordinal);
    }

    private static string Joined(IEnumerable<string> parts) => string.Join('\u001f', parts);
}
