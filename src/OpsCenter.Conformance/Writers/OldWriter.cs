namespace OpsCenter.Conformance.Writers;

/// <summary>Something that a program does which knows the base only.</summary>
/// <param name="Table">The table whose rows it writes, quoted and with its schema; null if that is not known.</param>
/// <param name="Preparation">Statements that have to be run first.</param>
/// <param name="Sql">The statement that counts.</param>
internal sealed record OldWriter(string? Table, IReadOnlyList<string> Preparation, string Sql);
