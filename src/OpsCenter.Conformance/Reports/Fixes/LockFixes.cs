namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>For scripts that keep other sessions waiting.</summary>
internal static class LockFixes
{
    private const string ChangesType = @"\balter\s+(column\s+)?\S+\s+(set\s+data\s+)?type\b";

    private static readonly string[] Online = ["online"];

    public static IReadOnlyList<FixRule> All { get; } =
    [
        new(
            Online,
            "(rewrote the|read all)",
            ChangesType,
            "A change of type reads or rewrites the whole table under its strongest lock. Add a column of the new type, fill it in batches in "
                + "transactions of their own, and drop the old one in a later migration. Only a longer `varchar`, or `varchar` to `text`, costs nothing."
        ),
        new(
            Online,
            "rewrote the table",
            @"\badd\s+(column\s+)?",
            "A default that is not constant, an identity or a stored generated column rewrites the table. Add the column nullable and without a default, set the default in a "
                + "second statement, and fill the existing rows in batches."
        ),
        new(
            Online,
            "read all",
            @"\bcreate\s+(unique\s+)?index\b",
            "Build the index with `create index concurrently`, which must stand outside of a transaction and of a `do` block."
        ),
        new(
            Online,
            "read all",
            @"\b(primary\s+key|unique)\b",
            "Build the unique index concurrently first, then make it the constraint's: `add constraint ... using index`."
        ),
        new(
            Online,
            "read all",
            @"\bset\s+not\s+null\b",
            "Add `check (column is not null) not valid`, validate it in a transaction of its own, and only then `set not null`: the server trusts the "
                + "check and reads nothing. Drop the check afterwards."
        ),
        new(
            Online,
            "read all",
            @"\b(check|foreign\s+key|references|validate)\b",
            "Add the constraint with `not valid`, and validate it in a transaction of its own that holds no stronger lock: readers and writers go on "
                + "meanwhile."
        ),
        new(
            Online,
            "read all",
            @"^\s*(update|delete|insert|select|perform)\b",
            "Read and fill rows in transactions of their own, in batches, before or after the one that holds the strong lock."
        ),
        new(
            Online,
            "rewrote the index",
            null,
            "Build a new index with `create index concurrently`, and drop the old one concurrently; or `reindex index concurrently`."
        ),
        new(
            Online,
            "strong locks on",
            null,
            "Change one table in a transaction, commit, and go on with the next; each part must find by itself whether it is done."
        ),
        new(
            ["leaves-nothing-invalid"],
            "is not validated",
            null,
            "Finish with `alter table ... validate constraint ...` in a transaction of its own: readers and writers go on meanwhile."
        ),
        new(
            ["leaves-nothing-invalid"],
            "is invalid",
            null,
            "Drop the invalid index concurrently before the build, and build it again."
        ),
    ];
}
