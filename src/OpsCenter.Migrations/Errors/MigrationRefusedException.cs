namespace OpsCenter.Migrations.Errors;

/// <summary>The script refused to run and says why, obstacle by obstacle; nothing was changed.</summary>
public sealed class MigrationRefusedException(
    string script,
    string message,
    string? hint,
    Exception? inner = null
)
    : MigrationException(
        "refused",
        message,
        hint ?? "Remove the obstacles listed above, look at the plan again, and then repeat.",
        inner
    )
{
    /// <summary>The file name of the script that refused.</summary>
    public string Script { get; } = script;
}
