using OpsCenter.Migrations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A plan in words.</summary>
internal static class PlanText
{
    public static void Write(IAnsiConsole console, MigrationPlan plan)
    {
        var what = plan.Direction == MigrationDirection.Up ? "Plan" : "Rollback plan";
        console.Line($"{what} of {plan.Migration}; nothing was changed.");
        StepText.Write(console, plan.Steps);
        var obstacles = plan.Obstacles.Count();
        if (obstacles > 0)
        {
            console.Line(
                $"[red]It would be refused: {obstacles} in the way.[/] Remove what is listed as obstacle, and plan again."
            );
            return;
        }

        console.Line($"Nothing stands in the way: {Summary(plan)}.");
    }

    private static string Summary(MigrationPlan plan) =>
        plan.Direction == MigrationDirection.Up
            ? $"{plan.ToAdd.Count()} to add, {plan.AlreadyThere.Count() + plan.Differing.Count()} there already, {plan.Skipped.Count()} left out"
            : $"{plan.ToDrop.Count()} to drop, {plan.ToArchive.Count()} to archive";
}
