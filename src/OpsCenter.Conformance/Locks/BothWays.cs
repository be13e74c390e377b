using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Locks;

/// <summary>What both scripts do under locks on a base whose tables all hold rows.</summary>
/// <param name="Forward">The way forward.</param>
/// <param name="Back">The way back, behind it.</param>
/// <param name="Known">The names of what was there before the migration, without its books: what others use and wait for.</param>
internal sealed record BothWays(LockRecord Forward, LockRecord Back, IReadOnlySet<string> Known)
{
    /// <summary>The verdict on evidence of locks. Of a script that did not come to its end nobody saw the rest.</summary>
    public LawOutcome Judge(IReadOnlyList<Evidence> evidence, params IReadOnlyList<string> notes) =>
        evidence.Count == 0 && Forward.Run.Error is { } forward
            ? LawOutcome.NotChecked($"The way forward fails while it is watched: {forward}.")
            : LawOutcome.Of(
                evidence,
                Back.Run.Error is { } back
                    ? [.. notes, $"The way back was seen until it failed only: {back}."]
                    : notes
            );

    /// <summary>Enough that a look at a row or two is not taken for a scan.</summary>
    private const int RowsAtLeast = 8;

    /// <summary>Runs both, and again on the base's own rows if they do not take those of the harness.</summary>
    public static async Task<BothWays> RecordAsync(Trial trial, CancellationToken cancellation)
    {
        var filled = await RecordAsync(trial, FillAsync, cancellation);
        return filled is { Forward.Run.Error: null, Back.Run.Error: null }
            ? filled
            : await RecordAsync(trial, (_, _, _) => Task.CompletedTask, cancellation);
    }

    private static async Task<BothWays> RecordAsync(
        Trial trial,
        Func<Trial, ScratchDatabase, CancellationToken, Task> fill,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        await fill(trial, database, cancellation);
        var up = await LockRecorder.PrepareAsync(database, cancellation);
        var known = up
            .Relations.All.Where(relation => !IsBook(trial, relation))
            .Select(relation => relation.Name)
            .ToHashSet(StringComparer.Ordinal);
        var forward = await up.RunAsync(trial.Pair.Forward, cancellation);
        await up.EndAsync(cancellation);
        var down = await LockRecorder.PrepareAsync(database, cancellation);
        return new BothWays(forward, await down.RunAsync(trial.Pair.Back, cancellation), known);
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
            trial.Pair.Books,
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

    private static bool IsBook(Trial trial, WatchedRelation relation)
    {
        var name = relation.Name.Replace("\"", "", StringComparison.Ordinal);
        return trial.Pair.Books.Any(book =>
            name == book || name.StartsWith(book + ".", StringComparison.Ordinal)
        );
    }
}
