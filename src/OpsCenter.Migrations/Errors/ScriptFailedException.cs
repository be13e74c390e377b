namespace OpsCenter.Migrations.Errors;

/// <summary>A statement of a script failed; its transaction was rolled back. The message shows where, and what the server said.</summary>
public sealed class ScriptFailedException(
    ScriptLocation location,
    string sqlState,
    string message,
    string? detail,
    string? hint,
    Exception inner,
    string? remedy = null
)
    : MigrationException(
        "script-failed",
        message,
        remedy ?? "Nothing was changed. Fix the cause shown above and repeat.",
        inner
    )
{
    /// <summary>Where in the script.</summary>
    public ScriptLocation Location { get; } = location;

    /// <summary>The server's SQLSTATE.</summary>
    public string SqlState { get; } = sqlState;

    /// <summary>The server's DETAIL, if it gave one.</summary>
    public string? Detail { get; } = detail;

    /// <summary>The server's HINT, if it gave one; the message has it too.</summary>
    public string? Hint { get; } = hint;
}
