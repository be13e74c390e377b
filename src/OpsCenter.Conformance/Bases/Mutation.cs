namespace OpsCenter.Conformance.Bases;

/// <summary>A change of the base, as it may occur in production.</summary>
/// <param name="Kind">A description.</param>
/// <param name="Sql">The statements, run as one transaction. If they fail, the base stays unchanged.</param>
internal sealed record Mutation(string Kind, string Sql);
