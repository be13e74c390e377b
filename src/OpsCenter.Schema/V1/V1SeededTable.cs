namespace OpsCenter.Schema.V1;

/// <summary>A V1 table after a seed.</summary>
/// <param name="Name">Without its schema.</param>
/// <param name="Rows">Counted before the commit; null if the table was there before, then nobody counted.</param>
public sealed record V1SeededTable(string Name, long? Rows);
