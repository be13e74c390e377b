namespace OpsCenter.Migrations.Objects;

/// <summary>What a script did to a database.</summary>
/// <param name="Objects">The objects that it created, changed and dropped.</param>
/// <param name="Rows">The rows that it wrote in tables that were there before.</param>
/// <param name="Rewritten">
/// Tables with rows that were there before and got a new file: every row was written anew, or the table was emptied.
/// </param>
public sealed record ScriptEffects(
    ObjectDifference Objects,
    IReadOnlyList<RowWrites> Rows,
    IReadOnlyList<DatabaseObject> Rewritten
)
{
    /// <summary>All tables that got a new file, those too that looked empty before the transaction began.</summary>
    internal IReadOnlyList<DatabaseObject> NewFiles { get; init; } = [];

    /// <summary>Whether the rows that it wrote were counted; if not, <see cref="Rows"/> is empty whatever it did.</summary>
    public bool AreRowsCounted { get; init; } = true;

    /// <summary>The statements that were run in batches.</summary>
    public IReadOnlyList<BatchedRows> Batches { get; init; } = [];

    /// <summary>No effect.</summary>
    public static ScriptEffects None { get; } = new(ObjectDifference.None, [], []);

    /// <summary>Whether rows that were there before were changed, removed or emptied.</summary>
    public bool ChangesRows => Rows.Any(writes => writes.ChangesRows) || Rewritten.Count > 0;

    /// <summary>The effects of this one and a later one.</summary>
    public ScriptEffects And(ScriptEffects later) =>
        new(
            new ObjectDifference(
                [.. Objects.Created, .. later.Objects.Created],
                [.. Objects.Changed, .. later.Objects.Changed],
                [.. Objects.Dropped, .. later.Objects.Dropped]
            )
            {
                ChangesRoles = Objects.ChangesRoles || later.Objects.ChangesRoles,
                ChangesSettings = Objects.ChangesSettings || later.Objects.ChangesSettings,
            },
            [
                .. Rows.Concat(later.Rows)
                    .GroupBy(writes => writes.Table.Key)
                    .Select(same => new RowWrites(
                        same.First().Table,
                        same.Sum(writes => writes.Inserted),
                        same.Sum(writes => writes.Updated),
                        same.Sum(writes => writes.Deleted)
                    )),
            ],
            [.. Rewritten.Concat(later.Rewritten).DistinctBy(table => table.Key)]
        )
        {
            Batches = [.. Batches, .. later.Batches],
            AreRowsCounted = AreRowsCounted && later.AreRowsCounted,
        };

    /// <summary>
    /// What became of data that was there before: a line for each table or column that was changed, emptied or dropped, with the
    /// table's name.
    /// </summary>
    public IEnumerable<(string Table, string What)> DataChanges()
    {
        foreach (var writes in Rows.Where(writes => writes.ChangesRows))
        {
            yield return (
                writes.Table.Identity,
                $"{Amount.Of(writes.Updated, "row")} updated, {writes.Deleted} deleted"
            );
        }

        foreach (var table in Rewritten)
        {
            yield return (table.Identity, "emptied, or every row written anew");
        }

        foreach (
            var dropped in Objects.Dropped.Where(found => found is { IsTable: true, HasFile: true })
        )
        {
            yield return (dropped.Identity, "dropped with its rows");
        }

        foreach (
            var column in Objects.Dropped.Where(found =>
                found.Kind == "column" && IsOfKeptTable(found)
            )
        )
        {
            yield return (column.Table!, $"column {column.Identity} dropped with its values");
        }
    }

    private bool IsOfKeptTable(DatabaseObject column) =>
        Objects.Dropped.All(found => found.Kind != "table" || found.Identity != column.Table);

    internal static IReadOnlyList<DatabaseObject> NewFilesBetween(
        ObjectImage before,
        ObjectImage after
    ) =>
        [
            .. before.Tables.Where(table =>
                after.ByKey.TryGetValue(table.Key, out var now) && now.File != table.File
            ),
        ];
}
