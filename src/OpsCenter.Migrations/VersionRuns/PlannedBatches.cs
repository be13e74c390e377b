namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A statement that would be run in batches.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Table">Its table, qualified and quoted.</param>
/// <param name="Rows">How many rows at the most each transaction is about.</param>
/// <param name="By">The column by which they are divided.</param>
/// <param name="About">How many rows the table has, by the last ANALYZE; null if that is not known.</param>
public sealed record PlannedBatches(int Line, string Table, int Rows, string By, long? About)
{
    /// <summary>About how many transactions; null if that is not known.</summary>
    public long? Transactions => About is { } about ? (about + Rows - 1) / Rows : null;
}
