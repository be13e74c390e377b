namespace OpsCenter.Conformance.Locks;

/// <summary>Selects the tables that a script locks against readers.</summary>
internal static class LockedTables
{
    /// <summary>
    /// Of the tables locked earlier in the same transaction, so many are watched: all of them are held until it ends.
    /// </summary>
    private const int Earlier = 3;

    private const int MaximumVictims = 6;

    /// <summary>The tables in the order of their locks. Only ACCESS EXCLUSIVE conflicts with readers.</summary>
    public static IReadOnlyList<LockedTable> Of(
        LockRecord record,
        IReadOnlySet<string> baseRelations
    )
    {
        var transactions = record
            .Locks.Where(held =>
                held is { Relation.IsTable: true, Mode: LockMode.AccessExclusive }
                && baseRelations.Contains(held.Relation.Name)
            )
            .GroupBy(held => held.Transaction, StringComparer.Ordinal)
            .Select(held =>
                held.Select(one => one.Relation.Name).Distinct(StringComparer.Ordinal).ToArray()
            )
            .ToArray();
        return
        [
            .. transactions
                .SelectMany(tables => tables)
                .Distinct(StringComparer.Ordinal)
                .Select(name => new LockedTable(
                    name,
                    [
                        .. transactions
                            .SelectMany(tables => EarlierThan(name, tables))
                            .Prepend(name)
                            .Distinct(StringComparer.Ordinal)
                            .Take(MaximumVictims),
                    ]
                )),
        ];
    }

    /// <summary>The first ones, and the last one.</summary>
    private static IEnumerable<string> EarlierThan(string name, string[] tables) =>
        Array.IndexOf(tables, name) is var at and > 0
            ? tables.Take(Math.Min(at, Earlier)).Append(tables[at - 1])
            : [];
}
