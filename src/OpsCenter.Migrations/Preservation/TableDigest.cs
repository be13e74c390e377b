namespace OpsCenter.Migrations.Preservation;

/// <summary>The content of one table at one moment.</summary>
/// <param name="Table">The table and the columns that were looked at.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Content">The digest, a decimal number.</param>
/// <param name="Writes">The server's cumulative count of rows written, read before the digest was begun.</param>
/// <param name="Since">What was written since the digest that this one is compared with; null if nobody asked, or nothing differs.</param>
internal sealed record TableDigest(
    PreservedTable Table,
    long Rows,
    string Content,
    long Writes,
    RowsSince? Since = null
);
