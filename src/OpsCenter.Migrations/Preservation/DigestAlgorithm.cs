namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// How a table's rows become one number: sum over rows of a 64-bit hash of the row, so the physical order does not matter and equal
/// rows add up instead of cancelling out. A digest is worth comparing only with one of the same id.
/// </summary>
internal sealed record DigestAlgorithm(string Id, bool HasDateBin)
{
    private static readonly DigestAlgorithm Columns = new("columns-64.1", HasDateBin: true);

    // date_bin came with PostgreSQL 14.
    private static readonly DigestAlgorithm ColumnsOf13 = new("columns-64.1-13", HasDateBin: false);

    public static DigestAlgorithm For(int serverMajor) => serverMajor >= 14 ? Columns : ColumnsOf13;

    /// <summary>One pass, constant memory: the number of rows, and the digest as a decimal.</summary>
    public string Query(string table, IEnumerable<(string Name, uint Type)> columns)
    {
        var hashes = columns
            .Select((column, place) => ColumnHash.Of(column.Name, column.Type, place, HasDateBin))
            .ToArray();
        return $"select count(*), coalesce(sum({RowHash(hashes)}), 0)::text from only {table} t";
    }

    // The outer hash is essential: exclusive or is linear, and a sum of it would hardly see two values of one column swapped between
    // rows. The columns enter it as its seed, of which all 64 bits count; hashint8extended would fold them into 32 first.
    private static string RowHash(ReadOnlySpan<string> hashes) =>
        $"pg_catalog.hashint4extended(20250, {Combined(hashes)})";

    /// <summary>A balanced tree: the server's parser would descend once for each of 1600 columns.</summary>
    private static string Combined(ReadOnlySpan<string> hashes) =>
        hashes.Length switch
        {
            0 => "0::pg_catalog.int8",
            1 => hashes[0],
            var many =>
                $"({Combined(hashes[..(many / 2)])} operator(pg_catalog.#) {Combined(hashes[(many / 2)..])})",
        };
}
