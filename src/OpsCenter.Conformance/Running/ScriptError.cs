using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Running;

/// <summary>Why a statement failed.</summary>
/// <param name="Script">The script's name.</param>
/// <param name="Statement">The statement; null if the session could not begin or what surrounds the script failed.</param>
/// <param name="SqlState">The server's code; null if the connection was lost.</param>
/// <param name="Message">The server's or the driver's words.</param>
public sealed record ScriptError(
    string Script,
    SqlStatement? Statement,
    string? SqlState,
    string Message
)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var place = Statement is null ? Script : $"{Script}, line {Statement.Line}";
        return SqlState is null ? $"{place}: {Message}" : $"{place}: {Message} ({SqlState})";
    }
}
