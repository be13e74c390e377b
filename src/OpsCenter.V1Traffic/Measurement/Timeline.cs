namespace OpsCenter.V1Traffic.Measurement;

/// <summary>When it was slow: the longest latency by time of arrival.</summary>
/// <param name="Step">
/// The length of a step: 100 ms, or doubled as often as it takes to cover the time with 600 steps.
/// </param>
/// <param name="Steps">In order; those without an arrival are left out.</param>
public sealed record Timeline(TimeSpan Step, IReadOnlyList<TimelineStep> Steps);
