namespace OpsCenter.Conformance.Bases;

/// <summary>A column.</summary>
/// <param name="Name">Quoted.</param>
/// <param name="Type">As the server writes it.</param>
/// <param name="IsPlain">Neither identity nor generated.</param>
internal sealed record BaseColumn(string Name, string Type, bool IsPlain);
