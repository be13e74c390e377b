using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight.Rules;

namespace OpsCenter.Migrations.Preflight;

/// <summary>All rules, in the order in which their findings are shown.</summary>
public static class PreflightRules
{
    internal static IReadOnlyList<PreflightRule> All { get; } =
    [
        new ServerVersion(),
        new ReadOnlyServer(),
        new SessionPooler(),
        new Ownership(),
        new Grants(),
        new BackupRights(),
        new PlanError(),
        new ShapesAndTypes(),
        new NameCollisions(),
        new PartitionedTables(),
        new InheritedTables(),
        new ForeignTables(),
        new RowSecurity(),
        new Publications(),
        new EventTriggers(),
        new TrackCounts(),
        new InvalidIndexes(),
        new LockSlots(),
        new Connections(),
        new LongTransactions(),
        new PreparedTransactions(),
        new WraparoundVacuum(),
        new ReplicationLag(),
        new ReplicationSlots(),
        new SynchronousStandby(),
        new StatementTimeout(),
        new PreparedSelects(),
        new DiskRoom(),
    ];

    /// <summary>The ids of all rules, and whether a caller may allow what each finds.</summary>
    public static IReadOnlyDictionary<string, bool> Ids { get; } =
        All.ToDictionary(rule => rule.Id, rule => rule.MayBeAllowed, StringComparer.Ordinal);

    /// <summary>Refuses ids that no rule has, and those of rules whose findings nobody may allow.</summary>
    /// <exception cref="InvalidOptionException">With the ids that may be allowed.</exception>
    internal static void EnsureAllowable(IEnumerable<string> ids)
    {
        var allowable = All.Where(rule => rule.MayBeAllowed).Select(rule => rule.Id).ToList();
        foreach (var id in ids.Except(allowable, StringComparer.Ordinal))
        {
            throw new InvalidOptionException(
                All.Any(rule => rule.Id == id)
                    ? $"What preflight rule \"{id}\" finds cannot be allowed: the migration would fail, or lose something."
                    : $"There is no preflight rule \"{id}\".",
                $"May be allowed: {string.Join(", ", allowable.Order(StringComparer.Ordinal))}."
            );
        }
    }
}
