namespace OpsCenter.V1Traffic.Measurement;

/// <summary>The operations that arrived in one step.</summary>
/// <param name="From">The start of the step since the start of the run.</param>
/// <param name="Operations">The number of finished operations.</param>
/// <param name="Longest">The longest latency among them.</param>
public sealed record TimelineStep(TimeSpan From, long Operations, TimeSpan Longest);
