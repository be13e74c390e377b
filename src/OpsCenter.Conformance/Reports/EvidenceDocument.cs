namespace OpsCenter.Conformance.Reports;

/// <summary>Evidence in a <see cref="LawDocument"/>.</summary>
/// <param name="Text">The observation.</param>
/// <param name="Statement">The statement that caused it, or null.</param>
/// <param name="Samples">Samples, such as lost values.</param>
public sealed record EvidenceDocument(
    string Text,
    string? Statement,
    IReadOnlyList<string> Samples
);
