namespace OpsCenter.Scripts.Statements;

/// <summary>Statements of a script that are done together or not at all.</summary>
/// <param name="Statements">The statements, without those that begin and end the transaction.</param>
/// <param name="InTransaction">Whether the server may run them in a transaction.</param>
public sealed record ScriptPart(IReadOnlyList<SqlStatement> Statements, bool InTransaction)
{
    /// <summary>How its one statement is divided into transactions; null if it is not.</summary>
    public BatchRule? Batch { get; init; }

    /// <summary>Whether the parts of a script are one transaction.</summary>
    public static bool IsWhole(IReadOnlyList<ScriptPart> parts) =>
        parts is [] or [{ InTransaction: true, Batch: null }];
}
