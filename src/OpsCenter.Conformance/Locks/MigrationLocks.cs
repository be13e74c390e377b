using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Locks;

/// <summary>The locks that both scripts take on a base whose tables all hold rows.</summary>
/// <param name="Up">The record of the up script.</param>
/// <param name="Down">The record of the down script, which runs after the up script.</param>
/// <param name="BaseRelations">
/// The names of the relations that exist before the migration, without its metadata: other sessions use these and wait
/// for them.
/// </param>
internal sealed record MigrationLocks(
    LockRecord Up,
    LockRecord Down,
    IReadOnlySet<string> BaseRelations
)
{
    /// <summary>With fewer rows, a query of one or two rows would count as a full scan.</summary>
    private const int MinimumRows = 8;

    /// <summary>Records both scripts; uses only the base's own rows if a script fails on the generated ones.</summary>
    public static async Task<MigrationLocks> RecordAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        var filled = await RecordAsync(trial, FillAsync, cancellation);
        return filled is { Up.Run.Error: null, Down.Run.Error: null }
            ? filled
            : await RecordAsync(trial, (_, _, _) => Task.CompletedTask, cancellation);
    }

    /// <summary>The outcome of a law about locks. If a script failed, its remaining locks are unknown.</summary>
    public LawOutcome Outcome(
        IReadOnlyList<Evidence> evidence,
        params IReadOnlyList<string> notes
    ) =>
        evidence.Count == 0 && Up.Run.Error is { } up
            ? LawOutcome.NotChecked($"The up script fails while its locks are recorded: {up}.")
            : LawOutcome.Of(
                evidence,
                Down.Run.Error is { } down
                    ? [.. notes, $"The down script was recorded only until it failed: {down}."]
                    : notes
            );

    private static async Task<MigrationLocks> RecordAsync(
        Trial trial,
        Func<Trial, ScratchDatabase, CancellationToken, Task> fill,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        await fill(trial, database, cancellation);
        var upRecorder = await LockRecorder.PrepareAsync(database, cancellation);
        var baseRelations = upRecorder
            .Relations.All.Where(relation => !IsMetadata(trial, relation))
            .Select(relation => relation.Name)
            .ToHashSet(StringComparer.Ordinal);
        var up = await upRecorder.RunAsync(trial.Pair.RunnableUp.RunBySession(), cancellation);
        await upRecorder.RemoveAsync(cancellation);
        var downRecorder = await LockRecorder.PrepareAsync(database, cancellation);
        var down = await downRecorder.RunAsync(
            trial.Pair.RunnableDown.RunBySession(),
            cancellation
        );
        return new MigrationLocks(up, down, baseRelations);
    }

    /// <summary>Adds rows. A table that accepts none stays as it is: its locks are recorded anyway.</summary>
    private static async Task FillAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var before = await WatchedRelations.ReadAsync(database.DataSource, cancellation);
        var rows = await RowGenerator.ReadAsync(
            database.DataSource,
            trial.Seed,
            trial.Pair.Metadata,
            cancellation
        );
        foreach (var table in rows.Catalog.Tables)
        {
            var present = before.All.FirstOrDefault(relation => relation.Name == table.Name)?.Rows;
            for (var count = present ?? MinimumRows; count < MinimumRows; count++)
            {
                if ((await rows.InsertAsync(table, RowColumns.Usual, cancellation)).Row is null)
                {
                    break;
                }
            }
        }
    }

    private static bool IsMetadata(Trial trial, WatchedRelation relation)
    {
        var name = relation.Name.Replace("\"", "", StringComparison.Ordinal);
        return trial.Pair.Metadata.Any(excluded =>
            name == excluded || name.StartsWith(excluded + ".", StringComparison.Ordinal)
        );
    }
}
