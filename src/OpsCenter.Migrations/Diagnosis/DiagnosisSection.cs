namespace OpsCenter.Migrations.Diagnosis;

/// <summary>One part of a diagnosis.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Lines">What the catalogs say; empty if nothing is there, or it could not be read.</param>
/// <param name="Failure">Why it could not be read; null if it was.</param>
public sealed record DiagnosisSection(string Title, IReadOnlyList<string> Lines, string? Failure);
