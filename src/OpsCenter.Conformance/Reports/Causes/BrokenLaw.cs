using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>A broken law below one of its causes.</summary>
/// <param name="Result">The verdict.</param>
/// <param name="Evidence">The evidence that leads to this cause.</param>
/// <param name="IsFirst">Whether it stands below no worse cause: there its requirement is said.</param>
internal sealed record BrokenLaw(LawResult Result, IReadOnlyList<Evidence> Evidence, bool IsFirst);
