namespace OpsCenter.Migrations.Preservation;

/// <summary>A table or sequence whose content could not be looked at.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Table">Its name.</param>
/// <param name="Reason">Why not.</param>
public sealed record UncheckedTable(string Schema, string Table, string Reason);
