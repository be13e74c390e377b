namespace OpsCenter.Conformance.Locks;

/// <summary>A wait of another session that a script caused.</summary>
/// <param name="Table">The table that the session reads.</param>
/// <param name="Statement">The statement that the script runs at that time.</param>
internal sealed record LongWait(string Table, string? Statement);
