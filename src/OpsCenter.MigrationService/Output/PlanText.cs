using OpsCenter.Migrations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A plan in words.</summary>
internal static class PlanText
{
    public static void Write(IAnsiConsole console, MigrationPlan plan, bool full)
    {
        WriteSteps(console, plan, full);
        WriteNext(console, plan);
    }

    /// <summary>Without the command that follows.</summary>
    public static void WriteSteps(IAnsiConsole console, MigrationPlan plan, bool full)
    {
        var isApply = plan.Direction == MigrationDirection.Up;
        var obstacles = plan.Obstacles.Count();
        if (obstacles > 0)
        {
            console.Line(
                $"[red]{(isApply ? "Apply" : "Rollback")} of {plan.Migration} would be refused: {StepSummary.Count(obstacles, "obstacle")}.[/] Nothing was changed."
            );
        }
        else if (!plan.ToAdd.Any() && !plan.ToDrop.Any())
        {
            console.Line(
                $"[green]{plan.Migration} is {(isApply ? "in place: there is nothing to add" : "not applied: there is nothing to drop")}.[/] Nothing was changed."
            );
        }
        else
        {
            console.Line(
                $"[green]Nothing stands in the way of the {(isApply ? "apply" : "rollback")} of {plan.Migration}[/]: {Summary(plan)}. Nothing was changed."
            );
        }

        if (full || !plan.IsClear || plan.Direction != MigrationDirection.Up)
        {
            StepText.Write(console, plan.Steps, full);
            WriteLocks(console, plan);
            return;
        }

        StepText.WriteBesideTables(
            console,
            plan.Steps,
            [.. plan.Units.Where(unit => unit.Touched.Count > 0).SelectMany(unit => unit.Steps)]
        );
        PlannedTableText.Write(console, plan);
    }

    /// <summary>What a rollback locks: it takes its locks one at a time.</summary>
    private static void WriteLocks(IAnsiConsole console, MigrationPlan plan)
    {
        string[] tables =
        [
            .. plan
                .ToDrop.GroupBy(step => $"{step.Schema}.{step.Table}", StringComparer.Ordinal)
                .Where(table => table.All(step => step.ObjectKind != "table"))
                .Select(table => table.Key),
        ];
        if (plan is { Direction: MigrationDirection.Down, IsClear: true } && tables.Length > 0)
        {
            console.Item(
                "lock",
                "dim",
                StepText.WordWidth,
                $"ACCESS EXCLUSIVE on {string.Join(", ", tables)}, one at a time, for milliseconds; values of a big table are copied before it, while everybody works"
            );
        }
    }

    private static void WriteNext(IAnsiConsole console, MigrationPlan plan) =>
        NextText.Write(
            console,
            (
                plan.Obstacles.Count(),
                plan.Direction == MigrationDirection.Up,
                plan.ToAdd.Any(),
                plan.ToDrop.Any()
            ) switch
            {
                (> 0, _, _, _) => "remove each obstacle, then plan again",
                (_, true, true, _) =>
                    "opscenter apply; before it, opscenter plan --sql shows the statements, and dry-run executes them and rolls back",
                (_, true, _, _) => "opscenter verify",
                (_, _, _, true) =>
                    "opscenter rollback; before it, opscenter plan --rollback --sql shows the statements",
                _ => null,
            }
        );

    private static string Summary(MigrationPlan plan) =>
        plan.Direction == MigrationDirection.Up
            ? $"{StepSummary.Count(plan.ToAdd.Count(), "object")} to add, {plan.AlreadyThere.Count() + plan.Differing.Count()} there already, {plan.Skipped.Count()} left out"
            : $"{StepSummary.Count(plan.ToDrop.Count(), "object")} to drop, {StepSummary.Count(plan.ToArchive.Count(), "table")} to archive";
}
