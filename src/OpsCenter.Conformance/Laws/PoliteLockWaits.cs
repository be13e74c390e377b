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
        var waits =
            from side in sides
            let tables = LockedTables(side.Record, locks.BaseRelations)
            from table in tables
            select CheckAsync(side, table, tables, cancellation);
        return locks.Outcome([.. (await Task.WhenAll(waits)).OfType<Evidence>()]);
    }

    /// <summary>Only ACCESS EXCLUSIVE conflicts with readers.</summary>
    private static IReadOnlyList<string> LockedTables(
        LockRecord record,
        IReadOnlySet<string> baseRelations
    ) =>
        [
            .. record
                .Locks.Where(held =>
                    held is { Relation.IsTable: true, Mode: LockMode.AccessExclusive }
                )
                .Select(held => held.Relation.Name)
                .Where(baseRelations.Contains)
                .Distinct(StringComparer.Ordinal),
        ];

    private async Task<Evidence?> CheckAsync(
        Side side,
        string read,
        IReadOnlyList<string> tables,
        CancellationToken cancellation
    )
    {
        await using var database = await side.Create(cancellation);
        var wait = await LongReader.WatchAsync(
            database,
            side.Script,
            read,
            tables,
            limit,
            cancellation
        );
        return wait is null
            ? null
            : new Evidence(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"While a transaction read {read}, {side.Name} made a SELECT on {wait.Table} wait longer "
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
