namespace OpsCenter.Migrations.Objects;

/// <summary>A statement that was run in batches.</summary>
/// <param name="Table">Its table, qualified and quoted.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Batches">In how many transactions; those of interrupted runs count.</param>
/// <param name="Rows">How many rows they were about, changed or not.</param>
public sealed record BatchedRows(string Table, int Line, long Batches, long Rows);
