namespace OpsCenter.Conformance.Rows;

/// <summary>A check constraint of a table.</summary>
/// <param name="Name">The constraint, not quoted.</param>
/// <param name="Columns">The columns that it looks at, quoted.</param>
/// <param name="Definition">Its expression: the constants in it are values worth trying.</param>
internal sealed record CheckShape(string Name, IReadOnlyList<string> Columns, string Definition);
