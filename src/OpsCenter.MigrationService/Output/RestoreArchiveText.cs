using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A restore of archived rows in words.</summary>
internal static class RestoreArchiveText
{
    public static void Write(IAnsiConsole console, RestoreArchiveReport report)
    {
        StepText.Write(console, report.Steps);
        var obstacles = report.Steps.Count(step => step.Kind == StepKind.Obstacle);
        if (obstacles > 0)
        {
            console.Line(
                $"[red]It would be refused: {obstacles} in the way.[/] Remove what is listed as obstacle, and plan again."
            );
            return;
        }

        if (report.Archives.Count == 0)
        {
            console.Line(
                $"There is nothing to restore: no complete archive of {report.Migration} is left that was not restored. Nothing was changed."
            );
            return;
        }

        var what =
            $"{report.Rows} rows and values of {report.Values} earlier rows, from archive {string.Join(", ", report.Archives)}";
        if (report.Outcome == RestoreArchiveOutcome.Planned)
        {
            console.Line($"Would be restored: {what}. Nothing was changed.");
            return;
        }

        console.Line(
            $"Restored in {report.Duration.TotalMilliseconds:0} ms: {what}. The archive stays."
        );
    }
}
