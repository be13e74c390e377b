using OpsCenter.Migrations;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.VersionRuns;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The plan of a folder in words.</summary>
internal static class FolderPlanText
{
    private const int MostStatements = 20;

    private static string How(PlannedStatement statement) =>
        statement switch
        {
            { Batch: { } batch } =>
                $" (in batches of {Amount.Of(batch.Rows, "row")} by {batch.By})",
            { InTransaction: false } => " (without a transaction)",
            _ => "",
        };

    public static void Write(IAnsiConsole console, FolderPlan plan, MigrationDirection direction)
    {
        var verb = direction == MigrationDirection.Up ? "apply" : "roll back";
        if (plan.Obstacle is { } obstacle)
        {
            console.Line($"[red]{verb} would be refused:[/] {obstacle.Message}");
            console.Line($"{obstacle.Remedy}");
            return;
        }

        if (plan.Steps.Count == 0)
        {
            console.Line($"There is nothing to {verb}.");
            return;
        }

        console.Line($"{Amount.Of(plan.Steps.Count, "migration")} to {verb}:");
        foreach (var step in plan.Steps)
        {
            console.Line(
                $"  {step.Title} ({step.File ?? "undone from the record"}), {(step.InOneTransaction ? "one transaction" : "part by part, resumable")}"
            );
            foreach (var statement in step.Statements.Take(MostStatements))
            {
                console.Line(
                    $"    {statement.Line, 4}  {statement.Summary}{How(statement)}{(direction == MigrationDirection.Up ? FolderLossText.Of(statement) : "")}"
                );
            }

            if (step.Statements.Count > MostStatements)
            {
                console.Line($"          and {step.Statements.Count - MostStatements} more");
            }
            FolderLossText.Write(
                console,
                step.NotArchived.Select(statement =>
                    $"what the apply dropped was not archived, and is back only if the down script writes it: {statement}"
                )
            );
        }

        console.Line(
            $"Not known without executing them: which tables they lock, and for how long. No statement was executed."
        );
    }
}
