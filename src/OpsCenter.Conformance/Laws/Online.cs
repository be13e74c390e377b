using OpsCenter.Conformance.Locks;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>online: neither script does slow work while other sessions wait for its locks.</summary>
internal sealed class Online : Law
{
    public override string Id => "online";

    public override string Promise =>
        "Neither script rewrites a table or index of the base, scans one completely under a strong lock, or "
        + "holds strong locks on two in one transaction.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var locks = await MigrationLocks.RecordAsync(trial, cancellation);
        if (locks.BaseRelations.Count == 0)
        {
            return LawOutcome.NothingToCheck("The base has no table.");
        }

        return locks.Outcome(
            [
                .. Check("The up script", locks.Up, locks.BaseRelations),
                .. Check("The down script", locks.Down, locks.BaseRelations),
            ],
            [
                .. await WriterNotesAsync(trial, locks, cancellation),
                .. WithoutRows(locks.Up, locks.BaseRelations),
            ]
        );
    }

    private static async Task<IReadOnlyList<string>> WriterNotesAsync(
        Trial trial,
        MigrationLocks locks,
        CancellationToken cancellation
    )
    {
        var tables = locks
            .Up.Locks.Where(held =>
                held.Relation.IsTable && locks.BaseRelations.Contains(held.Relation.Name)
            )
            .Select(held => held.Relation.Name)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return tables.Length == 0
            ? ["The up script takes no strong lock on a table of the base."]
            : [await ConcurrentWriter.LongestWaitAsync(trial, tables, cancellation)];
    }

    /// <summary>What would be seen only if there were rows. A root has none of its own.</summary>
    private static IEnumerable<string> WithoutRows(
        LockRecord record,
        IReadOnlySet<string> baseRelations
    )
    {
        var roots = record
            .Relations.All.Where(relation => relation.IsTable && relation.Table != relation.Oid)
            .Select(relation => relation.Table)
            .ToHashSet();
        return record
            .Locks.Select(held => held.Relation)
            .Where(relation =>
                relation is { IsTable: true, Rows: 0 }
                && !roots.Contains(relation.Oid)
                && baseRelations.Contains(relation.Name)
            )
            .DistinctBy(relation => relation.Oid)
            .Select(relation =>
                $"{relation.Name} has no rows here: that the up script reads all of them under a lock would not be seen."
            );
    }

    private static IEnumerable<Evidence> Check(
        string script,
        LockRecord record,
        IReadOnlySet<string> baseRelations
    )
    {
        var rewritten = record
            .Rewrites.Where(rewrite => baseRelations.Contains(rewrite.Relation.Name))
            .DistinctBy(rewrite => rewrite.Relation.Oid)
            .ToArray();
        var tables = rewritten.Select(rewrite => rewrite.Relation.Oid).ToHashSet();
        // The indexes of a table are rewritten with it: only the table is reported.
        foreach (
            var (sample, relation) in rewritten.Where(rewrite =>
                rewrite.Relation.IsTable || !tables.Contains(rewrite.Relation.Table)
            )
        )
        {
            yield return LockEvidence.Rewrite(script, sample, relation);
        }

        foreach (
            var (sample, table, mode) in record
                .Scans.Where(scan => baseRelations.Contains(scan.Table.Name))
                .DistinctBy(scan => (scan.Sample.Statement.Ordinal, scan.Table.Oid))
        )
        {
            yield return LockEvidence.Scan(script, sample, table, mode);
        }

        foreach (
            var transaction in record
                .Locks.Where(held =>
                    held.Relation.IsTable && baseRelations.Contains(held.Relation.Name)
                )
                .GroupBy(held => held.Transaction, StringComparer.Ordinal)
        )
        {
            var trees = transaction.DistinctBy(held => held.Relation.Table).ToArray();
            if (trees.Length > 1)
            {
                yield return LockEvidence.Together(script, trees);
            }
        }
    }
}
