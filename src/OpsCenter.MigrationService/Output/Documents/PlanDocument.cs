using OpsCenter.Migrations;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>plan --json</c> prints.</summary>
internal sealed record PlanDocument(
    string Migration,
    MigrationDirection Direction,
    bool Clear,
    IReadOnlyList<StepDocument> Steps,
    IReadOnlyList<UnitDocument> Units,
    PlanOutline Outline
)
{
    public static PlanDocument Of(MigrationPlan plan) =>
        new(
            plan.Migration,
            plan.Direction,
            plan.IsClear,
            StepDocument.Of(plan.Steps),
            [.. plan.Units.Select(UnitDocument.Of)],
            plan.Outline
        );
}
