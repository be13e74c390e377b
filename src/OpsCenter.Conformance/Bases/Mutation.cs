namespace OpsCenter.Conformance.Bases;

/// <summary>One way in which a base in the field differs from the given one.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Sql">Statements that make it, run as one transaction; where the base does not take them, it is left as it is.</param>
internal sealed record Mutation(string Kind, string Sql);
