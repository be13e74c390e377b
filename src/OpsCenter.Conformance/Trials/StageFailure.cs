using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Trials;

/// <summary>A failed check of an <see cref="UpDownRun"/>.</summary>
internal sealed record StageFailure(Stage Stage, Evidence Evidence);
