namespace OpsCenter.V1Traffic.Statements;

/// <summary>One statement with the values of its parameters, null for NULL.</summary>
internal sealed record Statement(string Sql, params IReadOnlyList<object?> Values);
