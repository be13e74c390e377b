using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Journeys;

/// <summary>Something that went wrong on the way there and back.</summary>
internal sealed record Fault(Stage Stage, Evidence Evidence);
