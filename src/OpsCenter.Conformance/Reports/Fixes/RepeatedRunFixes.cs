namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>For scripts that run twice, or on a database that is not as they expect.</summary>
internal static class RepeatedRunFixes
{
    private static readonly string[] SecondUp = ["idempotent"];
    private static readonly string[] SecondDown = ["down-idempotent"];

    public static IReadOnlyList<FixRule> All { get; } =
    [
        new(
            SecondUp,
            @"already exists \(42701\)",
            null,
            "Query `pg_attribute` for the column in a `do` block, and add it only if it is missing. `add column if not exists` is not enough: it takes "
                + "its lock each time."
        ),
        new(
            SecondUp,
            @"already exists \(42P07\)",
            "create .*index",
            "Look for the index by its definition in `pg_index`, and build it only if no valid one is there: one that an interrupted build left "
                + "is invalid, and `if not exists` would take it for done."
        ),
        new(
            SecondUp,
            @"already exists \(42P07\)",
            null,
            "Create it only if `to_regclass('schema.name')` is null, or with `if not exists`."
        ),
        new(
            SecondUp,
            @"already exists \((42710|42723|42P06)\)",
            null,
            "Look for the object by its definition (`pg_constraint`, `pg_trigger`, `pg_type`, `pg_proc`, `pg_namespace`), and create it only if it is "
                + "missing. `create or replace` writes the catalog each time."
        ),
        new(
            SecondUp,
            @"does not exist \((42703|42P01|42704)\)",
            null,
            "The first run took away or renamed what this statement names. Check that it is still there, and leave the statement out if not."
        ),
        new(
            SecondUp,
            "wrote to",
            @"\b(update|insert|delete)\b",
            "Give the statement a condition that is false after it ran, such as `where new_column is null`, or `on conflict do nothing` for an insert."
        ),
        new(
            SecondDown,
            @"does not exist \((42703|42P01|42704)\)",
            null,
            "Check that the object exists and that the migration created it, and do nothing otherwise. `if exists` keeps this law, but takes any "
                + "object of the name for the migration's own."
        ),
        new(
            ["down-on-unmigrated-is-a-no-op"],
            @"does not exist \((42703|42P01|42704)\)",
            null,
            "Check first whether the migration is recorded in this database, or whether the object is there and carries the mark that the up script "
                + "gave it (a comment, for example). If not, end without an error."
        ),
        new(
            ["honest-exit"],
            "reports success",
            null,
            "Let errors through: catch only the SQLSTATEs that the script can handle, and `raise` all others again."
        ),
        new(
            ["honest-exit"],
            "continues after the error",
            null,
            "Make one `do` block of the statements, or begin a transaction before the first: after an error in it the server refuses the rest, also "
                + "if psql runs without `ON_ERROR_STOP`."
        ),
        new(
            ["atomic-or-resumable", "crash-safe"],
            "the next run fails",
            @"\bconcurrently\b",
            "A concurrent build that was interrupted leaves an invalid index. Before the build, drop an invalid index of that definition, concurrently; "
                + "leave the build out if a valid one is there."
        ),
        new(
            ["crash-safe"],
            "the next run fails",
            null,
            "Put the work into one transaction or one `do` block: the server undoes all of it after a crash. What cannot run in a transaction comes "
                + "last, and handles what an interrupted run left."
        ),
    ];
}
