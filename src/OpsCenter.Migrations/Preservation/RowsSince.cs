namespace OpsCenter.Migrations.Preservation;

/// <summary>Rows of now that transactions wrote which an earlier digest did not see.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Content">Their digest, a decimal number.</param>
internal sealed record RowsSince(long Rows, string Content);
