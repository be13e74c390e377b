using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>What a plan does to tables that were there before: how big they are, which lock it takes, who waits and for how long.</summary>
internal static class PlannedTableText
{
    private const int WhatWidth = 30;
    private const int LockWidth = 24;
    private const int WaitWidth = 11;

    public static void Write(IAnsiConsole console, MigrationPlan plan)
    {
        var units = plan
            .Units.Where(unit => unit.Touched.Count > 0 && unit.Steps.Count > 0)
            .ToList();
        if (units.Count == 0)
        {
            return;
        }

        Row(console, "tables that are there", "lock", "waiting", "about");
        foreach (var table in units.GroupBy(unit => unit.Touched[0].Oid))
        {
            Title(console, table.First().Touched[0]);
            foreach (var part in table.GroupBy(unit => unit.Lock, StringComparer.Ordinal))
            {
                Row(
                    console,
                    "  " + StepSummary.Counted(part.SelectMany(unit => unit.Steps).Where(IsWork)),
                    part.Key,
                    IsStrong(part.Key) ? "everybody" : "nobody",
                    Estimate(part)
                );
            }
        }
    }

    private static void Title(IAnsiConsole console, PlannedTable table) =>
        console.Line(
            $"  [bold]{table.Schema}.{table.Name}[/], {Rows(table)}, {BackupText.Size(table.Bytes)}"
        );

    private static string Rows(PlannedTable table) =>
        table.Rows is { } rows
            ? $"about {StepSummary.Count(rows, "row")}"
            : "number of rows unknown";

    private static bool IsWork(MigrationStep step) =>
        step.Kind is StepKind.Added or StepKind.Dropped;

    /// <summary>Readers wait, too.</summary>
    private static bool IsStrong(string mode) =>
        mode is "ACCESS EXCLUSIVE" or "EXCLUSIVE" or "SHARE ROW EXCLUSIVE" or "SHARE";

    private static string Estimate(IEnumerable<PlannedUnit> units) =>
        units.Any(unit => unit.Estimate is not null)
            ? DurationText.Rough(
                units.Aggregate(
                    TimeSpan.Zero,
                    (sum, unit) => sum + (unit.Estimate ?? TimeSpan.Zero)
                )
            )
            : "ms";

    private static void Row(
        IAnsiConsole console,
        string what,
        string mode,
        string waiting,
        string about
    ) =>
        console.Line(
            $"  {what.PadRight(WhatWidth)}{mode.PadRight(LockWidth)}{waiting.PadRight(WaitWidth)}{about}"
        );
}
