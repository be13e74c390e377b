using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Execution;

/// <summary>A script that ran to its end.</summary>
/// <param name="Steps">What it said.</param>
/// <param name="Duration">From its first statement to its last.</param>
internal sealed record ScriptRun(IReadOnlyList<MigrationStep> Steps, TimeSpan Duration);
