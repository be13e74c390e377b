using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>An operation that is due.</summary>
/// <param name="Number">The number, from 0.</param>
/// <param name="Due">The arrival time since the start of the run. The latency is measured from here.</param>
/// <param name="Kind">The kind of operation.</param>
/// <param name="Seed">The seed of its values.</param>
internal sealed record Arrival(long Number, TimeSpan Due, OperationKind Kind, int Seed);
