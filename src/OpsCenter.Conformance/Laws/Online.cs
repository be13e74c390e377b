using OpsCenter.Conformance.Locks;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>online: nothing that takes long is done while others have to wait for it. Looked at both ways.</summary>
internal sealed class Online : Law
{
    public override string Id => "online";

    public override string Promise =>
        "Neither script rewrites a table or index of the base, reads one from end to end under a strong lock, or holds strong locks on two in one transaction.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var ways = await BothWays.RecordAsync(trial, cancellation);
        var (forward, back, known) = ways;
        return ways.Judge(
            [.. Look("The way forward", forward, known), .. Look("The way back", back, known)],
            await TrafficNotesAsync(trial, forward, known, cancellation)
        );
    }

    private static async Task<IReadOnlyList<string>> TrafficNotesAsync(
        Trial trial,
        LockRecord forward,
        IReadOnlySet<string> known,
        CancellationToken cancellation
    )
    {
        var tables = forward
            .Locks.Where(held => held.Relation.IsTable && known.Contains(held.Relation.Name))
            .Select(held => held.Relation.Name)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return tables.Length == 0
            ? ["The way forward takes no strong lock on a table of the base."]
            : [await Traffic.LongestWaitAsync(trial, tables, cancellation)];
    }

    private static IEnumerable<Evidence> Look(
        string who,
        LockRecord record,
        IReadOnlySet<string> known
    )
    {
        var rewritten = record
            .Rewrites.Where(rewrite => known.Contains(rewrite.Relation.Name))
            .DistinctBy(rewrite => rewrite.Relation.Oid)
            .ToArray();
        var tables = rewritten.Select(rewrite => rewrite.Relation.Oid).ToHashSet();
        // A table's indexes are rewritten with it: said once.
        foreach (
            var (sample, relation) in rewritten.Where(rewrite =>
                rewrite.Relation.IsTable || !tables.Contains(rewrite.Relation.Table)
            )
        )
        {
            yield return LockEvidence.Rewrite(who, sample, relation);
        }

        foreach (
            var (sample, table, strength) in record
                .Scans.Where(scan => known.Contains(scan.Table.Name))
                .DistinctBy(scan => (scan.Sample.Statement.Ordinal, scan.Table.Oid))
        )
        {
            yield return LockEvidence.Scan(who, sample, table, strength);
        }

        foreach (
            var transaction in record
                .Locks.Where(held => held.Relation.IsTable && known.Contains(held.Relation.Name))
                .GroupBy(held => held.Transaction, StringComparer.Ordinal)
        )
        {
            var trees = transaction.DistinctBy(held => held.Relation.Table).ToArray();
            if (trees.Length > 1)
            {
                yield return LockEvidence.Together(who, trees);
            }
        }
    }
}
