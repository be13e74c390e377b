namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>The operations of every migration resource, in the order of the dashboard's menu.</summary>
internal static class MigrationOperations
{
    private const string DiscardInput = "discard";
    private const string KeepExistingInput = "keep-existing";

    public static MigrationOperation Apply { get; } =
        new(
            "apply",
            "Apply",
            "Applies the migration unless it is applied, and verifies it.",
            "Play",
            "worker"
        )
        {
            RunningState = SqlMigrationStates.Applying,
            NextState = AfterApply,
            Verifies = true,
            TakesBackup = true,
            IsHighlighted = true,
        };

    public static MigrationOperation Status { get; } =
        new(
            "status",
            "Status",
            "Shows where the database stands, and what ran when.",
            "Info",
            "status"
        )
        {
            NextState = (before, result) =>
                result.ExitCode == ProgramResult.Done ? OfStanding(before, result) : before,
        };

    public static MigrationOperation Verify { get; } =
        new(
            "verify",
            "Verify",
            "Checks every object of the migration, the record, and the content digests.",
            "CheckmarkCircle",
            "verify"
        )
        {
            NextState = AfterVerify,
            Verifies = true,
        };

    public static IReadOnlyList<MigrationOperation> All { get; } =
    [
        new(
            "plan",
            "Plan",
            "Lists what would be added, what is there, and what stands in the way. Changes nothing.",
            "DocumentSearch",
            "plan"
        ),
        new(
            "preflight",
            "Preflight",
            "Checks server, rights, locks, replication and tables. Changes nothing.",
            "ShieldCheckmark",
            "preflight"
        )
        {
            LooksForBackup = true,
        },
        new(
            "dry-run",
            "Dry run",
            "Executes the migration, shows the columns before and after, and rolls it back.",
            "Beaker",
            "dry-run"
        ),
        Apply,
        Verify,
        Status,
        new(
            "rollback",
            "Roll back",
            "Drops what the migration created. Rows written since are archived.",
            "ArrowUndo",
            "rollback"
        )
        {
            RunningState = SqlMigrationStates.RollingBack,
            NextState = AfterRollback,
            TakesBackup = true,
            Confirmation =
                "Roll the migration back? Its tables and columns are dropped. Rows written since are kept in an archive, unless you discard them.",
            Inputs =
            [
                new InteractionInput
                {
                    Name = DiscardInput,
                    Label = "Discard rows written since",
                    Description =
                        "Leave this empty to archive them. To drop them for good, enter the name of the database: the property Database in the details.",
                    InputType = InputType.Text,
                    Placeholder = "name of the database",
                },
            ],
            FromInputs = inputs =>
                inputs.GetString(DiscardInput) is { Length: > 0 } database
                    // In one argument: a name that begins with "-" or "@" must not become an option or a response file.
                    ? [$"--discard={database}"]
                    : [],
        },
        new(
            "restore-archive",
            "Restore archive",
            "After Apply, brings back the rows and values that rollbacks archived.",
            "ArchiveArrowBack",
            "restore-archive"
        )
        {
            Confirmation = "Bring the archived rows and values back? Nothing is overwritten.",
            Inputs =
            [
                new InteractionInput
                {
                    Name = KeepExistingInput,
                    Label = "Keep existing rows",
                    Description =
                        "Where another row or value exists now, leave it, and the archived one in the archive.",
                    InputType = InputType.Boolean,
                    Value = "false",
                },
            ],
            FromInputs = inputs => inputs.GetBoolean(KeepExistingInput) ? ["--keep-existing"] : [],
        },
    ];

    private static string AfterApply(string before, ProgramResult result) =>
        result.ExitCode switch
        {
            ProgramResult.Done => SqlMigrationStates.Applied,
            _ when result.IsRefusal => SqlMigrationStates.Refused,
            ProgramResult.Cancelled => before,
            _ => SqlMigrationStates.Failed,
        };

    private static string AfterVerify(string before, ProgramResult result) =>
        result.ExitCode switch
        {
            ProgramResult.Done => SqlMigrationStates.Applied,
            // Without a record there is nothing to be whole; what was never applied has not failed.
            ProgramResult.NotVerified when before == SqlMigrationStates.Applied =>
                SqlMigrationStates.Failed,
            _ => before,
        };

    private static string AfterRollback(string before, ProgramResult result) =>
        result.ExitCode switch
        {
            ProgramResult.Done => SqlMigrationStates.RolledBack,
            // Nothing was changed: it stands where it stood.
            _ when result.IsRefusal => before,
            ProgramResult.Cancelled => before,
            _ => SqlMigrationStates.Failed,
        };

    /// <summary>Somebody may have applied or rolled back from elsewhere.</summary>
    private static string OfStanding(string before, ProgramResult result) =>
        result.Document?.Standing switch
        {
            "applied" or "applied-outside-service" => SqlMigrationStates.Applied,
            _ when result.Document?.IsInterrupted == true => SqlMigrationStates.Failed,
            "checksum-changed" => SqlMigrationStates.Refused,
            null => before,
            _ when result.Document?.WasRolledBack == true => SqlMigrationStates.RolledBack,
            // The status of a folder does not say how its pending migrations became that.
            _ when before == SqlMigrationStates.RolledBack && result.Document!.IsFolder => before,
            // What stood in the way of an apply stands there still.
            _ when before == SqlMigrationStates.Refused || before == SqlMigrationStates.Failed =>
                before,
            _ => SqlMigrationStates.Pending,
        };
}
