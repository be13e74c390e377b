namespace OpsCenter.Conformance.Bases;

/// <summary>A table, index, view or sequence that the way forward makes.</summary>
/// <param name="Schema">Quoted.</param>
/// <param name="Name">Quoted.</param>
/// <param name="IsIndex">Whether it is an index.</param>
internal sealed record WantedRelation(string Schema, string Name, bool IsIndex);
