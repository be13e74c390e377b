namespace OpsCenter.Migrations.Errors;

/// <summary>The run would not do what the plan says that was approved. Nothing was run.</summary>
public sealed class PlanChangedException(string message, string remedy)
    : MigrationException("plan-changed", message, remedy);
