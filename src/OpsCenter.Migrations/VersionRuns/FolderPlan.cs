using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What an apply or a rollback of a folder would run.</summary>
/// <param name="Convention">The convention of the folder.</param>
/// <param name="Steps">The migrations, in their order.</param>
/// <param name="Obstacle">What stands in the way; null if nothing does.</param>
public sealed record FolderPlan(
    string Convention,
    IReadOnlyList<PlannedMigration> Steps,
    MigrationException? Obstacle
)
{
    /// <summary>The plan in lines that can be compared with those of a later one.</summary>
    public PlanOutline Outline { get; init; } = PlanOutline.None;
}
