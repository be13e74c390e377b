using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Commands;

/// <summary>The operations of a resource whose migrations are a folder. No preflight comes before a folder.</summary>
internal static class FolderOperations
{
    /// <summary>A verification follows by itself: the command applies only.</summary>
    public static MigrationOperation Apply { get; } =
        MigrationOperations.Apply with
        {
            Description = "Applies the migrations that are pending, and verifies.",
            Arguments = ["apply"],
            Verifies = false,
        };

    public static IReadOnlyList<MigrationOperation> All { get; } =
    [
        .. MigrationOperations
            .All.Where(operation => operation.Name != "preflight")
            .Select(operation =>
                operation.Name switch
                {
                    "plan" => operation with
                    {
                        Description = "Lists the statements that would run. Executes none.",
                    },
                    "dry-run" => operation with
                    {
                        Description =
                            "Executes what is pending on a copy of the definitions, and says what it would lock and for how long.",
                    },
                    "apply" => Apply,
                    "verify" => operation with
                    {
                        Description =
                            "Compares the objects that were created with those that are there.",
                    },
                    "rollback" => operation with
                    {
                        Description =
                            "Rolls the last migration back. What it drops or changes is archived.",
                        Confirmation =
                            "Roll the last migration back? What its down script drops or changes is kept in an archive, unless you discard it.",
                    },
                    _ => operation,
                }
            ),
    ];
}
