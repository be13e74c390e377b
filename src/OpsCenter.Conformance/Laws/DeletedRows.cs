using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Searches;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Writers;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// Rows that the down script would delete from tables of the base, and that neither the base nor the up script made: a
/// new program may write them.
/// </summary>
internal static class DeletedRows
{
    public static async Task<IReadOnlyList<Allowance>> OfAsync(
        Trial trial,
        TableCatalog before,
        CancellationToken cancellation
    )
    {
        var searches = ScriptSearches.Of(trial.Pair.Down).Where(search => search.Deletes).ToArray();
        if (searches.Length == 0)
        {
            return [];
        }

        await using var database = await trial.CreateMigratedAsync(cancellation);
        var after = await TableCatalog.ReadAsync(
            database.DataSource,
            trial.Pair.Metadata,
            cancellation
        );
        var rows = new List<Allowance>();
        foreach (var search in searches)
        {
            if (
                await SearchedTable.FindAsync(database, search, after, cancellation) is { } table
                && before.Find(table.Name) is not null
                && await SearchedTable.HasRowAsync(database, search, cancellation) == false
            )
            {
                rows.AddRange(
                    search.Rows.Select(values => new Allowance(table.Name, null, null, [])
                    {
                        Row = SearchedTable.Values(table, values),
                    })
                );
            }
        }

        return rows;
    }
}
