namespace OpsCenter.Conformance.Bases;

/// <summary>A column of a table of the base.</summary>
/// <param name="Name">The quoted name.</param>
/// <param name="Type">The type as the server formats it.</param>
/// <param name="IsPlain">Whether it is neither an identity nor a generated column.</param>
internal sealed record BaseColumn(string Name, string Type, bool IsPlain);
