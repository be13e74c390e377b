using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The steps of a script, one line each, the word for the kind in front.</summary>
internal static class StepText
{
    public static void Write(IAnsiConsole console, IEnumerable<MigrationStep> steps)
    {
        foreach (var step in steps.Where(step => step.Kind != StepKind.Outcome))
        {
            console.Line(
                $"  [{Colour(step.Kind)}]{Word(step.Kind), -9}[/] {ProgramRemedy.Of(step.Message)}"
            );
        }
    }

    private static string Word(StepKind kind) =>
        kind switch
        {
            StepKind.Added => "add",
            StepKind.Kept => "there",
            StepKind.Differs => "differs",
            StepKind.Skipped => "skip",
            StepKind.Obstacle => "obstacle",
            StepKind.Dropped => "drop",
            StepKind.Archived => "archive",
            StepKind.Restored => "restore",
            _ => "note",
        };

    private static string Colour(StepKind kind) =>
        kind switch
        {
            StepKind.Added or StepKind.Archived or StepKind.Restored => "green",
            StepKind.Obstacle => "red",
            StepKind.Differs or StepKind.Skipped or StepKind.Dropped => "yellow",
            _ => "dim",
        };
}
