namespace OpsCenter.Conformance.Reports;

/// <summary>One thing that a law forbids and that was seen, in a <see cref="LawDocument"/>.</summary>
/// <param name="Text">What.</param>
/// <param name="Statement">The statement that did it, or null.</param>
/// <param name="Samples">Lost values and the like.</param>
public sealed record EvidenceDocument(
    string Text,
    string? Statement,
    IReadOnlyList<string> Samples
);
