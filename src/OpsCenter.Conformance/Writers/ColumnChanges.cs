using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>What a migration changed about the columns of the base.</summary>
/// <param name="before">The tables of the base.</param>
/// <param name="after">The tables after the up script.</param>
internal sealed class ColumnChanges(TableCatalog before, TableCatalog after)
{
    private const int MaximumLiterals = 12;

    private static readonly string[] Integers = ["int2", "int4", "int8"];
    private static readonly string[] Numbers = ["numeric"];
    private static readonly string[] Texts = ["varchar", "text", "bpchar"];

    private readonly ValueGenerator _narrow = new(before);

    /// <summary>
    /// Whether the column has another type, so that the same value has another text. The texts of integers of any size
    /// are the same, and those of texts of any length.
    /// </summary>
    public bool IsRetyped(string table, string column) =>
        Columns(table, column) is var (was, now)
        && (was.TypeOid, was.Modifier) != (now.TypeOid, now.Modifier)
        && !AreBoth(Integers, was, now)
        && !AreBoth(["varchar", "text"], was, now);

    /// <summary>
    /// A value that the type of the base holds, too; null if that holds whatever the column holds now.
    /// </summary>
    public GeneratedValue? Narrow(TableShape table, ColumnShape column, int number) =>
        Columns(table.Name, column.Name) is var (was, now) && IsWidened(was, now)
            ? _narrow.Generate(
                was.TypeOid,
                AreBoth(Numbers, was, now)
                    ? NumericLimits.Common(was.Modifier, now.Modifier)
                    : was.Modifier,
                number
            )
            : null;

    /// <summary>What the migrated database may accept and the base refuses.</summary>
    public IEnumerable<Allowance> Allowances() =>
        after.Tables.SelectMany(table =>
            before.Find(table.Name) is { } was ? Allowances(was, table) : []
        );

    private IEnumerable<Allowance> Allowances(TableShape was, TableShape table)
    {
        foreach (var now in table.Columns.Where(column => !column.IsGenerated))
        {
            if (was.Find(now.Name) is not { } column)
            {
                continue;
            }

            if (column.IsNotNull && !now.IsNotNull)
            {
                yield return new(table.Name, now.Name, "NULL", []);
            }

            if (IsWidened(column, now))
            {
                yield return new(table.Name, now.Name, null, [])
                {
                    Length = Texts.Contains(Name(before, column)) ? Limit(column) + 1 : 0,
                };
            }

            var kept = after.TypeOf(now.TypeOid).Checks;
            foreach (
                var literal in Admitted(
                    before.TypeOf(column.TypeOid).Checks.Except(kept, StringComparer.Ordinal),
                    kept
                )
            )
            {
                yield return new(table.Name, now.Name, literal, []);
            }
        }

        foreach (
            var key in was.Keys.Where(key =>
                key.Columns.All(column => table.Find(column) is not null)
                && !table.Keys.Any(one =>
                    one.Columns.All(key.Columns.Contains) && (!one.IsPartial || key.IsPartial)
                )
            )
        )
        {
            yield return new(table.Name, null, null, key.Columns);
        }

        // A key that ignored the case of letters, and does not any more.
        foreach (
            var (key, column) in from key in was.Keys
            from column in key.Columns
            where
                Columns(table.Name, column) is var (old, current)
                && Name(before, old) == "citext"
                && Texts.Contains(Name(after, current))
            select (key, column)
        )
        {
            yield return new(table.Name, null, null, key.Columns) { InOtherCase = column };
        }

        foreach (var check in was.Checks.Where(check => !IsKept(check, table)))
        {
            foreach (var column in check.Columns.Where(column => table.Find(column) is not null))
            {
                var definitions = table
                    .Checks.Where(now => now.Columns.Contains(column, StringComparer.Ordinal))
                    .Select(now => now.Definition);
                foreach (var literal in Admitted([check.Definition], definitions))
                {
                    yield return new(table.Name, column, literal, []);
                }
            }
        }
    }

    /// <summary>Values that the checks may admit now: constants of the new ones first.</summary>
    private static IEnumerable<string> Admitted(
        IEnumerable<string> dropped,
        IEnumerable<string> definitions
    )
    {
        string[] gone = [.. dropped];
        var known = CheckConstants.Of(gone).ToHashSet(StringComparer.Ordinal);
        return gone.Length == 0
            ? []
            : CheckConstants
                .Of(definitions)
                .Where(literal => !known.Contains(literal))
                .Concat(CheckConstants.Literals(gone))
                .Distinct(StringComparer.Ordinal)
                .Take(MaximumLiterals);
    }

    private static bool IsKept(CheckShape check, TableShape table) =>
        table.Checks.Any(now => now.Definition == check.Definition);

    private (ColumnShape Was, ColumnShape Now)? Columns(string table, string column) =>
        before.Find(table)?.Find(column) is { } was && after.Find(table)?.Find(column) is { } now
            ? (was, now)
            : null;

    private bool IsWidened(ColumnShape was, ColumnShape now) =>
        (was.TypeOid, was.Modifier) != (now.TypeOid, now.Modifier)
        && (
            AreBoth(Integers, was, now)
                ? Array.IndexOf(Integers, Name(before, was))
                    < Array.IndexOf(Integers, Name(after, now))
            : AreBoth(Texts, was, now) ? Limit(was) < Limit(now)
            : AreBoth(Numbers, was, now)
                && !NumericLimits.Of(was.Modifier).Holds(NumericLimits.Of(now.Modifier))
        );

    private bool AreBoth(string[] names, ColumnShape was, ColumnShape now) =>
        names.Contains(Name(before, was), StringComparer.Ordinal)
        && names.Contains(Name(after, now), StringComparer.Ordinal);

    private static string Name(TableCatalog catalog, ColumnShape column) =>
        catalog.TypeOf(column.TypeOid).Name;

    /// <summary>The modifier of character types is the length plus 4.</summary>
    private static int Limit(ColumnShape column) =>
        column.Modifier >= 4 ? column.Modifier - 4 : int.MaxValue;
}
