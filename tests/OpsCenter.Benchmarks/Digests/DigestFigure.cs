namespace OpsCenter.Benchmarks.Digests;

/// <summary>One way to look at all rows.</summary>
/// <param name="Way">Which.</param>
/// <param name="Time">The median.</param>
/// <param name="Memory">The backend's own memory with that of its workers at its highest, in bytes; null if it was not looked at.</param>
internal sealed record DigestFigure(string Way, TimeSpan Time, long? Memory);
