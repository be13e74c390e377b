namespace OpsCenter.Conformance.Locks;

/// <summary>Another session's wait that a script caused.</summary>
/// <param name="Table">Which table it wanted to read.</param>
/// <param name="Statement">What the script ran at that moment.</param>
internal sealed record LongWait(string Table, string? Statement);
