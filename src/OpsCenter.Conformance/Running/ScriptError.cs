using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Running;

/// <summary>An error of a script.</summary>
/// <param name="Script">The name of the script.</param>
/// <param name="Statement">The failed statement; null if the connection, the prologue or the epilogue failed.</param>
/// <param name="SqlState">The SQLSTATE; null if the connection was lost.</param>
/// <param name="Message">The message of the server or the driver.</param>
public sealed record ScriptError(
    string Script,
    SqlStatement? Statement,
    string? SqlState,
    string Message
)
{
    /// <summary>The detail that the server adds; null if there is none.</summary>
    public string? Detail { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var place = Statement is null ? Script : $"{Script}, line {Statement.Line}";
        return SqlState is null ? $"{place}: {Message}" : $"{place}: {Message} ({SqlState})";
    }
}
