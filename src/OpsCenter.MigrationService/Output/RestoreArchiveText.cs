using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A restore of archived rows in words.</summary>
internal static class RestoreArchiveText
{
    public static void Write(IAnsiConsole console, RestoreArchiveReport report)
    {
        WriteOutcome(console, report);
        StepText.Write(console, report.Steps, full: false);
        NextText.Write(
            console,
            report.Outcome == RestoreArchiveOutcome.Restored ? "opscenter verify" : null
        );
    }

    private static void WriteOutcome(IAnsiConsole console, RestoreArchiveReport report)
    {
        var obstacles = report.Steps.Count(step => step.Kind == StepKind.Obstacle);
        if (obstacles > 0)
        {
            console.Line(
                $"[red]It would be refused: {obstacles} in the way.[/] Remove each obstacle, and plan again with --plan."
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

        var what = $"{What(report)}, from archive {string.Join(", ", report.Archives)}";
        if (report.Outcome == RestoreArchiveOutcome.Planned)
        {
            console.Line($"Would be restored: {what}. Nothing was changed.");
            return;
        }

        console.Line(
            $"Restored in {report.Duration.TotalMilliseconds:0} ms: {what}. The archive stays."
        );
    }

    private static string What(RestoreArchiveReport report) =>
        report.Values == 0
            ? StepSummary.Count(report.Rows, "row")
            : $"{StepSummary.Count(report.Rows, "row")} and the values of {StepSummary.Count(report.Values, "earlier row")}";
}
