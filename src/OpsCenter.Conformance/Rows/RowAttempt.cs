namespace OpsCenter.Conformance.Rows;

/// <summary>What the attempt to make a row came to.</summary>
/// <param name="Row">The row, which is in the table now; or null.</param>
/// <param name="Obstacle">Why none could be made, for whoever reads the report; or null.</param>
internal sealed record RowAttempt(MadeRow? Row, string? Obstacle);
