namespace OpsCenter.Migrations.VersionRuns;

/// <summary>How a statement is divided into transactions.</summary>
/// <param name="Rows">How many rows at the most each one is about.</param>
/// <param name="By">The column by which they are divided.</param>
public sealed record PlannedBatch(int Rows, string By);
