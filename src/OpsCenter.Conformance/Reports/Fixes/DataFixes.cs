namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>For scripts that lose or change rows, values or objects.</summary>
internal static class DataFixes
{
    private const string ChangesType = @"\btype\b";

    private const string ChangesToNumber =
        @"\btype\s+(numeric|decimal|dec|smallint|int|integer|bigint|int[248]|real|float4)\b";

    private static readonly string[] Data = ["preserves-data"];
    private static readonly string[] Schema = ["preserves-schema"];
    private static readonly string[] New = ["keeps-new-data"];
    private static readonly string[] Back = ["reversible"];

    public static IReadOnlyList<FixRule> All { get; } =
    [
        new(
            Data,
            "values have changed",
            ChangesToNumber,
            "The new type rounds or cuts these numbers, and a new column of that type would, too. Keep the type, which holds them. For fewer digits "
                + "`round` them where they are read. If the digits are to go, declare it: `--declare \"preserves-data=the reason\"`."
        ),
        new(
            Data,
            "values have changed",
            ChangesType,
            "Leave the column's type. Add a column of the new type, fill it from this one in batches, and drop this one in a later migration, when no "
                + "program reads it."
        ),
        new(
            Data,
            "values have changed",
            null,
            "Write the new values into a new column, or keep the old ones in an archive table. If the correction is intended, declare it: "
                + "`--declare \"preserves-data=the reason\"`."
        ),
        new(
            Data,
            "the (column|table) is missing",
            null,
            "Keep it: add what is new beside it, copy the values, and drop it in a later migration, when no program uses it."
        ),
        new(
            Data,
            "rows are missing",
            null,
            "Delete no rows: mark them, or copy them to an archive table first. If they are to go, declare it with the reason."
        ),
        new(
            Data,
            "the sequence moved",
            null,
            "Leave `setval` and `restart` out: a sequence that is set back gives a number twice."
        ),
        new(
            Schema,
            @"^column \S+ has changed",
            ChangesType,
            "Leave the column's type. Add a column of the new type beside it. If every program is ready for the change, declare it with the reason."
        ),
        new(
            Schema,
            @"^(column|table|relation) .* is missing",
            @"\b(rename|drop)\b",
            "Keep the old name until no program uses it: add the new one beside it, and drop the old one in a later migration. Without `cascade` the "
                + "server names what depends on it."
        ),
        new(
            Back,
            "^(The down script fails)",
            null,
            "The down script fails on a database to which nobody wrote: correct this statement first. What is dropped with its table or column is "
                + "dropped once, and in the reverse order of the up script."
        ),
        new(
            Back,
            "is new",
            null,
            "The down script leaves it behind: let it drop what the up script created. Name the schema of a journal or an archive with "
                + "`--book-schema`: it may remain."
        ),
        new(
            Back,
            "(values have changed|rows are missing)",
            null,
            "No down script can bring this back, because the up script keeps it nowhere. Let the up script leave it as it is, or copy it before the "
                + "change, to a column or an archive table from which the down script restores it."
        ),
        new(
            Back,
            "is missing",
            null,
            "The base had it: the down script must drop only what the up script created. Record that, in a table of the migration or in a comment "
                + "on the object."
        ),
        new(
            New,
            "are not there after the down script",
            ChangesType,
            "The old type does not hold what the new one held. Before the down script changes the type back, let it copy these values to an archive "
                + "schema, and name that schema with `--book-schema`; or let it refuse while there are such values."
        ),
        new(
            New,
            "to which nobody wrote are missing",
            null,
            "Let the down script delete no rows. Bring those that the base refuses into a form that it accepts, and keep the rest in an archive schema."
        ),
    ];
}
