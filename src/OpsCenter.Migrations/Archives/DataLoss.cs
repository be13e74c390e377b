using System.Text.RegularExpressions;
using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.Archives;

/// <summary>Data of one table that a script drops or changes.</summary>
/// <param name="Kind">What of the table.</param>
/// <param name="Table">The table, as it is before.</param>
/// <param name="Columns">The columns that are dropped or get another type, without quotes; empty if whole rows are meant.</param>
internal sealed partial record DataLoss(
    LossKind Kind,
    DatabaseObject Table,
    IReadOnlyList<int> Columns
)
{
    /// <summary>The columns of the table that are dropped: they are no part of a key that finds a row again.</summary>
    public IReadOnlyList<int> Dropped { get; init; } = [];

    /// <summary>
    /// The losses of a script, by what was seen when it ran. Whether a table has rows is asked later, under a lock: one that looked
    /// empty before may have got some.
    /// </summary>
    public static IReadOnlyList<DataLoss> Of(ScriptEffects effects, ObjectImage before)
    {
        var tables = before.Tables.ToDictionary(table => table.Key.Oid);
        var dropped = effects
            .Objects.Dropped.Where(found => found is { IsTable: true, File: not 0 })
            .ToList();
        var gone = dropped.Select(table => table.Key.Oid).ToHashSet();
        var changed = effects
            .Rows.Where(writes => writes.ChangesRows)
            .Select(writes => writes.Table)
            .Concat(effects.NewFiles)
            .Where(table => !gone.Contains(table.Key.Oid))
            .DistinctBy(table => table.Key)
            .ToList();
        var droppedColumns = effects
            .Objects.Dropped.Where(found => found.Kind == "column")
            .ToLookup(column => column.Key.Oid, column => column.Key.Column);
        var columns = effects
            .Objects.Dropped.Where(found => found.Kind == "column")
            .Concat(effects.Objects.Changed.Where(HasOtherType).Select(pair => pair.Before))
            .Where(column => !gone.Contains(column.Key.Oid) && tables.ContainsKey(column.Key.Oid))
            .GroupBy(column => column.Key.Oid)
            .Select(group => new DataLoss(
                LossKind.Columns,
                tables[group.Key],
                [.. group.Select(column => column.Key.Column).Order()]
            ));
        IEnumerable<DataLoss> kept =
        [
            .. columns,
            .. changed.Select(table => new DataLoss(LossKind.Rows, table, [])),
        ];
        return
        [
            .. dropped.Select(table => new DataLoss(LossKind.Table, table, [])),
            .. kept.Select(loss => loss with { Dropped = [.. droppedColumns[loss.Table.Key.Oid]] }),
        ];
    }

    /// <summary>Whether all of this was archived with another loss of the same table.</summary>
    public bool IsCoveredBy(DataLoss archived) =>
        archived.Table.Key == Table.Key
        && archived.Kind == Kind
        && Columns.All(archived.Columns.Contains);

    private static bool HasOtherType(ChangedObject pair) =>
        pair.Before.Kind == "column"
        && TypeIn.Match(pair.Before.Definition).Value != TypeIn.Match(pair.After.Definition).Value;

    /// <summary>The definition of a column begins with its type, and goes on with whether it is NOT NULL.</summary>
    [GeneratedRegex(@"^.*?(?= [tf] )")]
    private static partial Regex TypeIn { get; }
}
