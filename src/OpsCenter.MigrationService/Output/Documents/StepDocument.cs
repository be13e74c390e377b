using OpsCenter.Migrations.Planning;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>One step of a script.</summary>
internal sealed record StepDocument(
    StepKind Kind,
    string? ObjectKind,
    string? Schema,
    string? Table,
    string? Name,
    string Message
)
{
    public static IReadOnlyList<StepDocument> Of(IEnumerable<MigrationStep> steps) =>
        [
            .. steps.Select(step => new StepDocument(
                step.Kind,
                step.ObjectKind,
                step.Schema,
                step.Table,
                step.Name,
                ProgramRemedy.Of(step.Message)
            )),
        ];
}
