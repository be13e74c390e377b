using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A restore of archived rows in words.</summary>
internal static class RestoreArchiveText
{
    public static void Write(IAnsiConsole console, RestoreArchiveReport report)
    {
        var outcome = Outcome(report);
        console.Line(
            Obstacles(report) > 0 ? $"[red]{outcome}[/]" : (FormattableString)$"{outcome}"
        );
        StepText.Write(console, report.Steps, full: false);
        NextText.Write(
            console,
            report.Outcome == RestoreArchiveOutcome.Restored ? "opscenter verify" : null
        );
    }

    /// <summary>The outcome in a sentence or two.</summary>
    public static string Outcome(RestoreArchiveReport report)
    {
        var obstacles = Obstacles(report);
        if (obstacles > 0)
        {
            return $"It would be refused: {obstacles} in the way. Remove each obstacle, and plan again with --plan.";
        }

        if (report.Archives.Count == 0)
        {
            return $"There is nothing to restore: no complete archive of {report.Migration} is left that was not restored. Nothing was changed.";
        }

        var what = $"{What(report)}, from archive {string.Join(", ", report.Archives)}";
        return report.Outcome == RestoreArchiveOutcome.Planned
            ? $"Would be restored: {what}. Nothing was changed."
            : FormattableString.Invariant(
                $"Restored in {DurationText.Of(report.Duration)}: {what}. The archive stays."
            );
    }

    private static int Obstacles(RestoreArchiveReport report) =>
        report.Steps.Count(step => step.Kind == StepKind.Obstacle);

    private static string What(RestoreArchiveReport report) =>
        report.Values == 0
            ? StepSummary.Count(report.Rows, "row")
            : $"{StepSummary.Count(report.Rows, "row")} and the values of {StepSummary.Count(report.Values, "earlier row")}";
}
