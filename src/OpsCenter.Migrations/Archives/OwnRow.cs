namespace OpsCenter.Migrations.Archives;

/// <summary>Rows that the open transaction wrote.</summary>
internal static class OwnRow
{
    /// <summary>
    /// Whether a row was written by the open transaction or a part of it, if nobody else writes the table meanwhile. A number of a
    /// transaction has 32 bits in a row.
    /// </summary>
    public static string Of(string alias) =>
        $"(({alias}.xmin::text::bigint - pg_current_xact_id()::text::bigint) % 4294967296 + 4294967296) % 4294967296 < 2147483648";
}
