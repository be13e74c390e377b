using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Locks;

/// <summary>The locks, scans and rewrites of one script run, on relations that existed before it.</summary>
internal sealed class LockRecord(
    ScriptRun run,
    WatchedRelations relations,
    IReadOnlyList<LockSample> samples
)
{
    /// <summary>The result of the run.</summary>
    public ScriptRun Run => run;

    /// <summary>The relations that existed before the run.</summary>
    public WatchedRelations Relations => relations;

    /// <summary>The strong locks, ordered by their first sample.</summary>
    public IReadOnlyList<HeldLock> Locks { get; } =
    [
        .. samples
            .SelectMany(sample =>
                sample.Locks.Select(held => (sample, relation: held.Key, mode: held.Value))
            )
            .GroupBy(held => (held.sample.Transaction, held.relation))
            .Select(moments => new HeldLock(
                moments.Key.Transaction,
                relations.Find(moments.Key.relation)!,
                moments.Max(moment => moment.mode),
                moments.First().sample.Statement,
                moments.First().sample.Command,
                TimeSpan.FromSeconds(moments.Last().sample.At - moments.First().sample.At)
            )),
    ];

    /// <summary>Tables that were read completely under a strong lock. With one or two rows, a search for a row would count as that.</summary>
    public IEnumerable<(LockSample Sample, WatchedRelation Table, LockMode Mode)> Scans =>
        from moments in Successive()
        from held in moments.After.Locks
        let table = relations.Find(held.Key)!
        where table is { IsTable: true, Rows: > 2 }
        where
            moments.After.Reads.GetValueOrDefault(table.Oid)
                - moments.Before.Reads.GetValueOrDefault(table.Oid)
            >= table.Rows
        select (moments.After, table, held.Value);

    /// <summary>Tables and indexes that were rewritten, those without rows included: elsewhere they may have some.</summary>
    public IEnumerable<(LockSample Sample, WatchedRelation Relation)> Rewrites =>
        from moments in samples.Zip(samples.Skip(1), (Before, After) => (Before, After))
        from file in moments.After.Files
        where moments.Before.Files.TryGetValue(file.Key, out var before) && before != file.Value
        let relation = relations.Find(file.Key)!
        select (moments.After, relation);

    private IEnumerable<(LockSample Before, LockSample After)> Successive() =>
        samples
            .Zip(samples.Skip(1), (before, after) => (before, after))
            .Where(pair => pair.before.Transaction == pair.after.Transaction);
}
