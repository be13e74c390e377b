namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>The laws that one cause broke, the worst first.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Laws">The laws.</param>
internal sealed record CauseGroup(Cause Cause, IReadOnlyList<BrokenLaw> Laws);
