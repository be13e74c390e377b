namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What a migration does to a table that was there before it.</summary>
/// <param name="Table">The table, qualified and quoted.</param>
/// <param name="Lock">The strongest lock that is held on it until the transaction ends, such as <c>ACCESS EXCLUSIVE</c>.</param>
/// <param name="Work">What is done while the lock is held; null if nothing depends on the table's size.</param>
/// <param name="Rows">About how many rows the table has, by its last ANALYZE; null if there was none.</param>
/// <param name="Bytes">The table's size without indexes.</param>
/// <param name="Blocked">About how long others wait because of that work.</param>
/// <param name="Advice">What does the same and keeps others waiting for less; null if nothing is known.</param>
public sealed record TableImpact(
    string Table,
    string Lock,
    string? Work,
    long? Rows,
    long Bytes,
    TimeSpan Blocked,
    string? Advice
)
{
    /// <summary>Who waits while the lock is held.</summary>
    public string Blocks =>
        Lock switch
        {
            "ACCESS EXCLUSIVE" => "readers and writers",
            "EXCLUSIVE" or "SHARE ROW EXCLUSIVE" or "SHARE" => "writers",
            _ => "nobody",
        };
}
