using System.Globalization;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Locks;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// polite-lock-waits: a script that waits for a long-running reader does not block other sessions for long.
/// </summary>
/// <param name="limit">How long the script may make another session wait.</param>
internal sealed class PoliteLockWaits(TimeSpan limit) : Law
{
    private const int MaximumEvidence = 5;

    /// <summary>Tables tried at a time: with <see cref="LockedTable.Victims"/> it bounds the connections.</summary>
    private const int Parallelism = 3;

    public override string Id => "polite-lock-waits";

    public override string Promise =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"While a long transaction reads a table that a script needs to lock, the script makes no other "
                + $"session wait longer than {limit.TotalSeconds:0.#} s."
        );

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var locks = await MigrationLocks.RecordAsync(trial, cancellation);
        var sides = new[]
        {
            new Side("the up script", trial.Pair.RunnableUp, locks.Up, trial.CreateBaseAsync),
            new Side(
                "the down script",
                trial.Pair.RunnableDown,
                locks.Down,
                trial.CreateMigratedAsync
            ),
        };
        var evidence = new List<Evidence>();
        var notes = new List<string>();
        foreach (var side in sides)
        {
            var tables = LockedTables.Of(side.Record, locks.BaseRelations);
            var found = 0;
            foreach (var (at, batch) in tables.Chunk(Parallelism).Index())
            {
                var waits = await Task.WhenAll(
                    batch.Select(table => CheckAsync(side, table, cancellation))
                );
                evidence.AddRange(waits.OfType<Evidence>());
                found += waits.OfType<Evidence>().Count();
                var left = tables.Count - (at * Parallelism) - batch.Length;
                if (found >= MaximumEvidence && left > 0)
                {
                    notes.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{left} more tables that {side.Name} locks were not tried."
                        )
                    );
                    break;
                }
            }
        }

        return
            evidence.Count == 0
            && sides.All(side => LockedTables.Of(side.Record, locks.BaseRelations).Count == 0)
            && locks is { Up.Run.Succeeded: true, Down.Run.Succeeded: true }
            ? LawOutcome.NothingToCheck("No script takes a strong lock on a table of the base.")
            : locks.Outcome(evidence, notes);
    }

    private async Task<Evidence?> CheckAsync(
        Side side,
        LockedTable table,
        CancellationToken cancellation
    )
    {
        await using var database = await side.Create(cancellation);
        var wait = await LongReader.WatchAsync(
            database,
            side.Script,
            table.Name,
            table.Victims,
            limit,
            cancellation
        );
        return wait is null
            ? null
            : new Evidence(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"While a transaction read {table.Name}, {side.Name} made a SELECT on {wait.Table} wait longer "
                        + $"than {limit.TotalSeconds:0.#} s: it did not stop waiting for its lock. Limit the wait, "
                        + $"for example with set local lock_timeout = '500ms'."
                )
            )
            {
                Statement = wait.Statement,
            };
    }

    private sealed record Side(
        string Name,
        SqlScript Script,
        LockRecord Record,
        Func<CancellationToken, Task<ScratchDatabase>> Create
    );
}
