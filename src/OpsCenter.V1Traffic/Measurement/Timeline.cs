namespace OpsCenter.V1Traffic.Measurement;

/// <summary>The longest latency by arrival time.</summary>
/// <param name="Step">
/// The length of a step: 100 ms, doubled until 600 steps cover the time.
/// </param>
/// <param name="Steps">The steps in order, without those that have no arrival.</param>
public sealed record Timeline(TimeSpan Step, IReadOnlyList<TimelineStep> Steps);
