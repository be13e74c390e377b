using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The steps of a script: what a reader has to know a line each, what was as expected a line for each table.</summary>
internal static class StepText
{
    /// <summary>The columns of the word in front.</summary>
    public const int WordWidth = 9;

    /// <param name="console">Where to.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="full">A line for each step.</param>
    public static void Write(IAnsiConsole console, IEnumerable<MigrationStep> steps, bool full)
    {
        var told = steps.Where(step => step.Kind != StepKind.Outcome);
        foreach (var (kind, text) in full ? told.Select(Told) : Shortened([.. told]))
        {
            console.Item(Word(kind), Colour(kind), WordWidth, text);
        }
    }

    /// <summary>Beside a list of tables that were there before, which has what is added to them.</summary>
    public static void WriteBesideTables(
        IAnsiConsole console,
        IReadOnlyList<MigrationStep> steps,
        IReadOnlyList<MigrationStep> listed
    ) =>
        Write(
            console,
            steps.Where(step => step.Kind != StepKind.Added || !listed.Contains(step)),
            full: false
        );

    /// <summary>Beside a table of what was before and after, which has what was added or dropped.</summary>
    public static void WriteBesideSchema(
        IAnsiConsole console,
        IEnumerable<MigrationStep> steps,
        bool full
    ) =>
        Write(
            console,
            full
                ? steps
                : steps.Where(step => step.Kind is not (StepKind.Added or StepKind.Dropped)),
            full
        );

    private static (StepKind Kind, string Text) Told(MigrationStep step) =>
        (step.Kind, ProgramRemedy.Of(step.Message));

    /// <summary>What is in the way comes first, that of one table together, then what is done, then what to know.</summary>
    private static IEnumerable<(StepKind Kind, string Text)> Shortened(
        IReadOnlyList<MigrationStep> steps
    ) =>
        [
            .. steps
                .Where(step => step.Kind == StepKind.Obstacle)
                .GroupBy(step => (step.Schema, step.Table))
                .SelectMany(group => group.Select(Told)),
            .. StepSummary.ByTable(steps, StepKind.Added),
            .. StepSummary.ByTable(steps, StepKind.Dropped),
            .. StepSummary.InAll(steps, StepKind.Kept),
            .. steps.Where(step => !IsSummed(step.Kind)).Select(Told),
        ];

    private static bool IsSummed(StepKind kind) =>
        kind is StepKind.Added or StepKind.Dropped or StepKind.Kept or StepKind.Obstacle;

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
