namespace OpsCenter.Conformance.Bases;

/// <summary>A column that the way forward adds to a table of the base.</summary>
/// <param name="Table">To which.</param>
/// <param name="Name">Quoted.</param>
/// <param name="Type">As the server writes it.</param>
internal sealed record WantedColumn(BaseTable Table, string Name, string Type);
