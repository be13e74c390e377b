namespace OpsCenter.Migrations.Archives;

/// <summary>Data that a rollback archived before it was dropped or changed.</summary>
/// <param name="Id">The number of the archive.</param>
/// <param name="What">A sentence: which rows or values of which table.</param>
/// <param name="Table">The table that holds them, qualified and quoted.</param>
/// <param name="Rows">How many rows it has.</param>
public sealed record ArchivedData(long Id, string What, string Table, long Rows);
