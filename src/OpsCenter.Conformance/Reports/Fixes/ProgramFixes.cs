namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>For scripts that programs, roles, settings or the base are not ready for.</summary>
internal static class ProgramFixes
{
    private static readonly string[] Old = ["keeps-old-writers"];
    private static readonly string[] Settings = ["settings-proof"];

    public static IReadOnlyList<FixRule> All { get; } =
    [
        new(
            Old,
            @"23502 \(",
            null,
            "Let the new column be nullable, or give it a constant default: an old program does not name it. Demand values in a later migration."
        ),
        new(
            Old,
            @"(23505|23514|23503|23P01) \(",
            null,
            "Add the constraint in a later migration, when no old program runs any more; until then old programs write what it refuses."
        ),
        new(
            Old,
            @"(22003|22001) \(",
            null,
            "The column no longer holds what old programs write. Leave its type, and its length, until no old program runs any more; then correct what "
                + "does not fit, and narrow it in a later migration."
        ),
        new(
            Old,
            @"(42703|42P01) \(|lacks some of its columns",
            null,
            "Old programs still use that name. Keep it, add the new one beside it, and drop it in a later migration."
        ),
        new(
            Old,
            "different (rows|effect)",
            @"\btype\b",
            "Leave the column's type: old programs read and write the old one. Add a column of the new type beside it, and drop this one in a later migration."
        ),
        new(
            Old,
            "different rows",
            @"^\s*(update|insert|delete|merge|truncate)\b",
            "Old programs read these rows as they were. Leave them: write new values into a new column, and change rows when no old program runs any "
                + "more."
        ),
        new(
            Settings,
            "TimeZone",
            null,
            "Name the time zone: `at time zone 'UTC'` wherever a `timestamptz` becomes a `timestamp`, a date or text, or the other way round."
        ),
        new(
            Settings,
            "(DateStyle|IntervalStyle)",
            null,
            "Write dates in ISO form (`'2031-02-01'`), and make text of dates and intervals with `to_char` and a format."
        ),
        new(
            Settings,
            "bytea_output",
            null,
            "Make text of bytes with `encode(..., 'hex')`, and bytes of text with `decode`, instead of a cast."
        ),
        new(
            ["applies"],
            @"contains null values|\(23502\)",
            null,
            "Existing rows have NULL there. Fill them first, or give a new column a default, and demand NOT NULL afterwards."
        ),
        new(
            ["applies"],
            @"\((22003|22001)\)",
            null,
            "Existing rows have values that the new type does not hold. Keep the type, or correct these values first, and report those that cannot be "
                + "corrected."
        ),
        new(
            ["applies"],
            @"\((23505|23514|23503|23P01)\)",
            null,
            "Rows of the base violate the new constraint. Correct or set them aside first, and report those that cannot be corrected."
        ),
        new(
            ["applies"],
            @"\(42601\)",
            null,
            "Correct the statement: the server does not understand it."
        ),
    ];
}
