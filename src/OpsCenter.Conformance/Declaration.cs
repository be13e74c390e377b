namespace OpsCenter.Conformance;

/// <summary>A law that the migration does not promise to keep. Breaking it is reported but is not a failure.</summary>
/// <param name="Law">The id of the law.</param>
/// <param name="Reason">The reason, for the reader of the report.</param>
public sealed record Declaration(string Law, string Reason);
