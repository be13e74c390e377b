namespace OpsCenter.Conformance;

/// <summary>A law that a migration does not promise to keep. A report says so; a break of it is no failure then.</summary>
/// <param name="Law">The law's id.</param>
/// <param name="Reason">Why, for whoever reads the report.</param>
public sealed record Declaration(string Law, string Reason);
