using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Locks;

/// <summary>What both scripts do under locks on a base whose tables all hold rows.</summary>
/// <param name="Forward">The way forward.</param>
/// <param name="Back">The way back, behind it.</param>
/// <param name="Known">The names of what was there before the migration, without its books: what others use and wait for.</param>
internal sealed record BothWays(LockRecord Forward, LockRecord Back, IReadOnlySet<string> Known)
{
    /// <summary>Enough that a look at a row or two is not taken for a scan.</summary>
    private const int RowsAtLeast = 8;

    /// <summary>Runs both.</summary>
    public static async Task<BothWays> RecordAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        await FillAsync(trial, database, cancellation);
        var up = await LockRecorder.PrepareAsync(database, cancellation);
        var known = up
            .Relations.All.Where(relation => !IsBook(trial, relation))
            .Select(relation => relation.Name)
            .ToHashSet(StringComparer.Ordinal);
        var forward = await up.RunAsync(trial.Pair.Up, cancellation);
        await up.EndAsync(cancellation);
        var down = await LockRecorder.PrepareAsync(database, cancellation);
        return new BothWays(forward, await down.RunAsync(trial.Pair.Down, cancellation), known);
    }

    /// <summary>A table that takes no row is left as it is: its locks are seen all the same.</summary>
    private static async Task FillAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var before = await WatchedRelations.ReadAsync(database.DataSource, cancellation);
        var rows = await RowMaker.ReadAsync(
            database.DataSource,
            trial.Seed,
            trial.Pair.BookSchemas,
            cancellation
        );
        foreach (var table in rows.Catalog.Tables)
        {
            var there = before.All.FirstOrDefault(relation => relation.Name == table.Name)?.Rows;
            for (var count = there ?? RowsAtLeast; count < RowsAtLeast; count++)
            {
                if ((await rows.InsertAsync(table, RowColumns.Usual, cancellation)).Row is null)
                {
                    break;
                }
            }
        }
    }

    private static bool IsBook(Trial trial, WatchedRelation relation) =>
        trial.Pair.BookSchemas.Any(schema =>
            relation.Name.StartsWith(schema + ".", StringComparison.Ordinal)
            || relation.Name.StartsWith($"\"{schema}\".", StringComparison.Ordinal)
        );
}
