namespace OpsCenter.Conformance.Bases;

/// <summary>A column that the up script adds to a table of the base.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The quoted name.</param>
/// <param name="Type">The type as the server formats it.</param>
internal sealed record AddedColumn(BaseTable Table, string Name, string Type);
