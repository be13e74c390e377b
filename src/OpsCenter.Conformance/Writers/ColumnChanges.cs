using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>What a migration changed about the columns of the base.</summary>
/// <param name="before">The tables of the base.</param>
/// <param name="after">The tables after the up script.</param>
internal sealed class ColumnChanges(TableCatalog before, TableCatalog after)
{
    private static readonly string[] Integers = ["int2", "int4", "int8"];
    private static readonly string[] Numbers = ["numeric"];
    private static readonly string[] Texts = ["varchar", "text", "bpchar"];

    private readonly TypeTexts _texts = new(before, after);
    private readonly ValueGenerator _narrow = new(before);

    /// <summary>
    /// Whether the column has another type, in which the same value may have another text.
    /// </summary>
    public bool IsRetyped(string table, string column) =>
        Columns(table, column) is var (was, now) && !_texts.AreEqual(was, now);

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

            foreach (var size in Sizes(column, now))
            {
                yield return new(table.Name, now.Name, null, []) { Size = size };
            }

            if (IsWidened(column, now) && !AreBoth(Numbers, column, now))
            {
                yield return new(table.Name, now.Name, null, [])
                {
                    Length = Texts.Contains(Name(before, column)) ? Limit(column) + 1 : 0,
                };
            }

            foreach (var label in _texts.NewLabels(column, now))
            {
                yield return new(table.Name, now.Name, label, []);
            }

            var kept = after.TypeOf(now.TypeOid).Checks;
            foreach (
                var literal in DroppedChecks.Admitted(
                    before.TypeOf(column.TypeOid).Checks.Except(kept, StringComparer.Ordinal),
                    kept
                )
            )
            {
                yield return new(table.Name, now.Name, literal, []);
            }
        }

        foreach (
            var allowance in DroppedKeys.Of(was, table, _texts).Concat(DroppedChecks.Of(was, table))
        )
        {
            yield return allowance;
        }
    }

    /// <summary>Numbers with more digits, and others with more decimal places: the server rounds these.</summary>
    private IEnumerable<NumericLimits> Sizes(ColumnShape was, ColumnShape now)
    {
        if (!AreBoth(Numbers, was, now))
        {
            yield break;
        }

        var (old, current) = (NumericLimits.Of(was.Modifier), NumericLimits.Of(now.Modifier));
        if (current.Digits > old.Digits)
        {
            yield return new(old.Digits + 1, Math.Min(old.Scale, current.Scale));
        }

        if (current.Scale > old.Scale)
        {
            yield return new(Math.Min(old.Digits, current.Digits), old.Scale + 1);
        }
    }

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
