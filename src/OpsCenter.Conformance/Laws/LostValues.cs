using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Looks for what was written while the migration was in place in all that is there after the way back.</summary>
internal sealed class LostValues
{
    private const int Handful = 5;
    private const string Null = "NULL";

    private readonly DataSnapshot _used;
    private readonly DataSnapshot _after;
    private readonly IReadOnlyList<HashSet<string>> _cameBack;
    private readonly string _values;
    private readonly string _newColumns;

    /// <param name="known">The base: what its columns are called tells nothing.</param>
    /// <param name="used">What was there before the way back.</param>
    /// <param name="after">Everything that is there now, the migration's books included.</param>
    public LostValues(DataSnapshot known, DataSnapshot used, DataSnapshot after)
    {
        _used = used;
        _after = after;
        _values = Joined(
            after.Tables.Values.SelectMany(table => table.Rows).SelectMany(row => row)
        );
        _newColumns = Joined(
            after.Tables.Values.SelectMany(table =>
                table.Columns.Where(column =>
                    !known.Tables.TryGetValue(table.Name, out var was) || was.IndexOf(column) < 0
                )
            )
        );
        _cameBack =
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

    /// <summary>What is nowhere.</summary>
    public IEnumerable<Evidence> In(IEnumerable<NewValue> written) =>
        ByColumn(written)
            .Select(column => (column.Key, Lost: column.Where(IsLost).ToArray()))
            .Where(column => column.Lost.Length > 0)
            .Select(column => new Evidence(
                $"What was written to {column.Key.Table}.{column.Key.Column} since the way forward is nowhere after the way back."
            )
            {
                Samples = [.. column.Lost.Select(value => value.Value.Literal).Take(Handful)],
            });

    /// <summary>Columns that are gone, of whose values nobody can tell whether they are in a new place.</summary>
    public IEnumerable<string> Untold(IEnumerable<NewValue> written) =>
        ByColumn(written)
            .Where(column => column.All(value => !HasMark(value) && !IsThere(value)))
            .Where(column =>
                _newColumns.Length > 0 && !IsNamed(column.Key.Column) && !column.All(IsRenamedBack)
            )
            .Select(column =>
                $"Whether what was written to {column.Key.Table}.{column.Key.Column} is kept cannot be told: the values of its type are anywhere."
            );

    private static IEnumerable<IGrouping<(string Table, string Column), NewValue>> ByColumn(
        IEnumerable<NewValue> written
    ) => written.GroupBy(value => (value.Table, value.Column));

    /// <summary>A value without a mark goes with its column, unless there is a place for it: one that has its name, or any new one.</summary>
    private bool IsLost(NewValue value) =>
        HasMark(value)
            ? !MarkSearch.Has(_values, value.Value.Marks)
            : !IsThere(value)
                && _newColumns.Length == 0
                && !IsNamed(value.Column)
                && !IsRenamedBack(value);

    /// <summary>
    /// Whether a column of the base that the way forward had renamed, or whose table it had, holds again all that stood in this one.
    /// </summary>
    private bool IsRenamedBack(NewValue value) =>
        _used.Tables.TryGetValue(value.Table, out var table)
        && table.IndexOf(value.Column) is var at and >= 0
        && _cameBack.Any(column =>
            table.Rows.Select(row => row[at]).Where(cell => cell != Null).All(column.Contains)
        );

    private static bool HasMark(NewValue value) => value.Value.Marks.Count > 0;

    private bool IsThere(NewValue value) =>
        _after.Tables.TryGetValue(value.Table, out var table) && table.IndexOf(value.Column) >= 0;

    private bool IsNamed(string quoted)
    {
        var name = quoted.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);
        return _newColumns.Contains(name, StringComparison.Ordinal)
            || _values.Contains(name, StringComparison.Ordinal);
    }

    private static string Joined(IEnumerable<string> parts) => string.Join('\u001f', parts);
}
