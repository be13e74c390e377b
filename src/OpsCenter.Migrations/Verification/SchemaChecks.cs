using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Verification;

/// <summary>
/// The forward script's plan read as a test: it knows best what it wants, so whatever it would still add is missing, and whatever
/// stands in its way is wrong.
/// </summary>
internal static class SchemaChecks
{
    public static IEnumerable<VerificationCheck> Of(MigrationPlan plan) =>
        plan.Steps.Select(Check).OfType<VerificationCheck>();

    private static VerificationCheck? Check(MigrationStep step) =>
        step.Kind switch
        {
            StepKind.Added => new("schema", false, $"missing: {step.Message}"),
            StepKind.Obstacle => new("schema", false, step.Message),
            StepKind.Kept or StepKind.Differs or StepKind.Skipped => new(
                "schema",
                true,
                step.Message
            ),
            _ => null,
        };
}
