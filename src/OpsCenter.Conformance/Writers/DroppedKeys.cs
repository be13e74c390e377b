using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Pairs of rows that a unique index or exclusion constraint of the base refused.</summary>
internal static class DroppedKeys
{
    public static IEnumerable<Allowance> Of(TableShape was, TableShape table, TypeTexts types)
    {
        foreach (
            var key in was.Keys.Where(key =>
                key.Columns.All(column => table.Find(column) is not null)
                && !table.Keys.Any(one => Refuses(one, key))
            )
        )
        {
            yield return new(table.Name, null, null, key.Columns);
            if (key.Expressions is not null)
            {
                // Such as lower(name).
                foreach (
                    var column in key.Columns.Where(column => types.IsText(table.Find(column)!))
                )
                {
                    yield return new(table.Name, null, null, key.Columns) { InOtherCase = column };
                }
            }
        }

        // A key that ignored the case of letters, and does not any more.
        foreach (var key in was.Keys)
        {
            foreach (
                var column in key.Columns.Where(column =>
                    table.Find(column) is { } now && types.CaseCounts(was.Find(column)!, now)
                )
            )
            {
                yield return new(table.Name, null, null, key.Columns) { InOtherCase = column };
            }
        }
    }

    /// <summary>Whether a key refuses all rows that the key of the base refused.</summary>
    private static bool Refuses(KeyShape one, KeyShape key) =>
        one.Expressions == key.Expressions && one.Condition == key.Condition
            ? one.Columns.All(key.Columns.Contains)
            : one is { Expressions: null, Condition: null }
                && key.Expressions is null
                && one.Columns.All(key.Columns.Contains);
}
