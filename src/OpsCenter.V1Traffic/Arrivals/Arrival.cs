using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Arrivals;

/// <summary>An operation that is due.</summary>
/// <param name="Number">Counted from 0.</param>
/// <param name="Due">When it arrives, since the start of the run. Its latency counts from here.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Seed">Decides the values it works with.</param>
internal sealed record Arrival(long Number, TimeSpan Due, OperationKind Kind, int Seed);
