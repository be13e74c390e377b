namespace OpsCenter.Benchmarks.Digests;

/// <summary>The measurement of one way to read all rows.</summary>
/// <param name="Way">The name.</param>
/// <param name="Time">The median duration.</param>
/// <param name="Memory">
/// The maximum private memory of the backend and its workers in bytes; null if not measured.
/// </param>
internal sealed record DigestFigure(string Way, TimeSpan Time, long? Memory);
