namespace OpsCenter.Conformance.Bases;

/// <summary>A table, index, view or sequence that the up script creates.</summary>
/// <param name="Schema">The quoted schema.</param>
/// <param name="Name">The quoted name.</param>
/// <param name="IsIndex">Whether it is an index.</param>
internal sealed record AddedRelation(string Schema, string Name, bool IsIndex);
