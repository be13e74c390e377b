using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>plan --migrations --json</c> prints.</summary>
internal sealed record FolderPlanDocument(
    string Convention,
    IReadOnlyList<PlannedMigration> Steps,
    ErrorDocument? Obstacle,
    PlanOutline Outline
)
{
    public static FolderPlanDocument Of(FolderPlan plan) =>
        new(
            plan.Convention,
            plan.Steps,
            plan.Obstacle is { } obstacle
                ? ErrorDocument.Of(ErrorDescription.Of(obstacle, CancellationToken.None))
                : null,
            plan.Outline
        );
}
