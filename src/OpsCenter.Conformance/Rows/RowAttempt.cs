namespace OpsCenter.Conformance.Rows;

/// <summary>The result of an attempt to insert a row.</summary>
/// <param name="Row">The inserted row, or null.</param>
/// <param name="Obstacle">The reason why no row could be inserted, or null.</param>
internal sealed record RowAttempt(GeneratedRow? Row, string? Obstacle);
