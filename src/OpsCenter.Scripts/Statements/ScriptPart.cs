namespace OpsCenter.Scripts.Statements;

/// <summary>Statements of a script that are done together or not at all.</summary>
/// <param name="Statements">The statements, without those that begin and end the transaction.</param>
/// <param name="InTransaction">Whether the server may run them in a transaction.</param>
public sealed record ScriptPart(IReadOnlyList<SqlStatement> Statements, bool InTransaction);
