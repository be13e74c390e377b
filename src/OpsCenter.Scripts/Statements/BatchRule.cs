namespace OpsCenter.Scripts.Statements;

/// <summary>How a statement is run that changes many rows: in transactions of its own, each for some of the rows.</summary>
/// <param name="Rows">How many rows at the most a transaction is about.</param>
/// <param name="Column">The column whose values divide the rows, as the server knows it: without quotes.</param>
/// <param name="Line">The line of the directive in the file.</param>
public sealed record BatchRule(int Rows, string Column, int Line);
