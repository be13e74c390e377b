namespace OpsCenter.Conformance.Rows;

/// <summary>A check constraint of a table.</summary>
/// <param name="Name">The name of the constraint, not quoted.</param>
/// <param name="Columns">The quoted columns that it refers to.</param>
/// <param name="Definition">Its expression. The constants in it are candidate values.</param>
internal sealed record CheckShape(string Name, IReadOnlyList<string> Columns, string Definition);
