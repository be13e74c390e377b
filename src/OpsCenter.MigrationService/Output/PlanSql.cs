using OpsCenter.Migrations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A plan as SQL for a review: every statement in order, in its transaction, with its lock in a comment.</summary>
internal static class PlanSql
{
    public static void Write(IAnsiConsole console, MigrationPlan plan)
    {
        if (!plan.IsClear)
        {
            PlanText.Write(console, plan, full: false);
            return;
        }

        // SQL that is wrapped at the width of the terminal could not be copied.
        console.Profile.Width = int.MaxValue / 2;
        var isApply = plan.Direction == MigrationDirection.Up;
        if (plan.Units.Count == 0)
        {
            console.Line($"-- There is nothing to {(isApply ? "apply" : "roll back")}.");
            return;
        }

        console.Line(
            $"-- {(isApply ? "Apply" : "Roll back")} {plan.Migration}: {StepSummary.Count(plan.Units.Sum(unit => unit.Statements.Count), "statement")} in {StepSummary.Count(plan.Units.Count, "unit")}, for a review."
        );
        console.Line(
            $"-- To execute them: opscenter {(isApply ? "apply" : "rollback")}, which also takes locks with a timeout and keeps the record in schema opscenter."
        );
        if (!isApply)
        {
            console.Line(
                $"-- Shown as one transaction. opscenter rollback changes each earlier table in a transaction of its own, and copies values of a big one before it."
            );
        }

        foreach (var (ordinal, unit) in plan.Units.Index())
        {
            WriteUnit(console, unit, ordinal + 1, plan.Units.Count);
        }
    }

    private static void WriteUnit(IAnsiConsole console, PlannedUnit unit, int ordinal, int count)
    {
        console.WriteLine();
        console.Line($"-- {ordinal}/{count}  {OneLine(unit.Message)}");
        console.Line(
            $"-- lock: {(unit.Tables.Length == 0 ? "none on a table that was there before" : $"{unit.Lock} on {OneLine(unit.Tables)}")}"
        );
        if (unit.Role is { } role)
        {
            console.Line($"-- role: {OneLine(role)}");
        }

        if (unit.InTransaction)
        {
            console.Line($"begin;");
        }

        foreach (var statement in unit.Statements.Where(statement => !IsRecord(statement)))
        {
            console.Line($"{statement.TrimEnd()};");
        }

        if (unit.Statements.FirstOrDefault(IsRecord) is not null)
        {
            console.Line($"-- and the rows of opscenter.created_object that record it");
        }

        if (unit.InTransaction)
        {
            console.Line($"commit;");
        }
    }

    /// <summary>Long, the same for every unit, and nothing that a review of the schema is about; the JSON document has it.</summary>
    private static bool IsRecord(string statement) =>
        statement.StartsWith("insert into opscenter.created_object ", StringComparison.Ordinal);

    /// <summary>A name may have a line break: what follows it would be outside of the comment.</summary>
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
