namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// How a table's rows become one number: sum over rows of a 64-bit hash of the row, so the physical order does not matter and equal
/// rows add up instead of cancelling out.
/// </summary>
internal sealed record DigestAlgorithm(string Id, string RowHash)
{
    // The outer hash is essential: hash_record combines columns linearly (31 * h + column), and a plain sum of it would not see
    // two values of one column swapped between rows. It hashes the text because hashint8extended folds 64 bits into 32 first.
    private static readonly DigestAlgorithm Record = new(
        "record-64.1",
        "pg_catalog.hashtextextended(pg_catalog.hash_record_extended(row({0}), 0)::text collate \"C\", 20250)"
    );

    // hash_record_extended came with PostgreSQL 14.
    private static readonly DigestAlgorithm RecordText = new(
        "record-text-64.1",
        "pg_catalog.hashtextextended(row({0})::text collate \"C\", 20250)"
    );

    public static DigestAlgorithm For(int serverMajor) => serverMajor >= 14 ? Record : RecordText;

    /// <summary>One pass, constant memory: the number of rows, and the digest as a decimal.</summary>
    public string Query(string table, IEnumerable<string> expressions)
    {
        var row = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            RowHash,
            string.Join(", ", expressions)
        );
        return $"select count(*), coalesce(sum({row}), 0)::text from only {table} t";
    }
}
