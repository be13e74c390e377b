namespace OpsCenter.Migrations.Preservation;

/// <summary>Who may read a table without running code of another role with more rights than that role has.</summary>
/// <param name="Hindrance">Why nobody can; null if somebody can.</param>
/// <param name="Role">The role to read it as; null if the session's own will do.</param>
internal sealed record TableReader(string? Hindrance, string? Role);
