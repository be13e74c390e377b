namespace OpsCenter.V1Traffic.Measurement;

/// <summary>What arrived in one step of time.</summary>
/// <param name="From">The step's begin, since the start of the run.</param>
/// <param name="Operations">How many arrived in it and ended.</param>
/// <param name="Longest">The longest latency among them.</param>
public sealed record TimelineStep(TimeSpan From, long Operations, TimeSpan Longest);
