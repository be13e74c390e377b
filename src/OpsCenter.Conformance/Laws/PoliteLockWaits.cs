using System.Globalization;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Locks;
using OpsCenter.Conformance.Scripts;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>polite-lock-waits: behind a long reader of a table a script gives up or gives way, and nobody else waits for it.</summary>
/// <param name="limit">How long another session may wait because of the script.</param>
internal sealed class PoliteLockWaits(TimeSpan limit) : Law
{
    public override string Id => "polite-lock-waits";

    public override string Promise =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"While a long transaction reads a table that a script wants to lock, no other session waits longer than {limit.TotalSeconds:0.#} s because of the script."
        );

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var ways = await BothWays.RecordAsync(trial, cancellation);
        var (forward, back, known) = ways;
        var sides = new[]
        {
            new Side("The way forward", trial.Pair.Forward, forward, trial.CreateBaseAsync),
            new Side("The way back", trial.Pair.Back, back, trial.CreateMigratedAsync),
        };
        var waits =
            from side in sides
            let tables = LockedTables(side.Record, known)
            from table in tables
            select CheckAsync(side, table, tables, cancellation);
        return ways.Judge([.. (await Task.WhenAll(waits)).OfType<Evidence>()]);
    }

    /// <summary>Only ACCESS EXCLUSIVE waits for readers, and keeps them waiting.</summary>
    private static IReadOnlyList<string> LockedTables(
        LockRecord record,
        IReadOnlySet<string> known
    ) =>
        [
            .. record
                .Locks.Where(held =>
                    held is { Relation.IsTable: true, Strength: LockStrength.AccessExclusive }
                )
                .Select(held => held.Relation.Name)
                .Where(known.Contains)
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
                    $"While a transaction read {read}, {side.Who.ToLowerInvariant()} kept a SELECT on {wait.Table} waiting for more than {limit.TotalSeconds:0.#} s: it neither gave up nor gave way. With set local lock_timeout = '500ms' before it, it would."
                )
            )
            {
                Statement = wait.Statement,
            };
    }

    private sealed record Side(
        string Who,
        SqlScript Script,
        LockRecord Record,
        Func<CancellationToken, Task<ScratchDatabase>> Create
    );
}
