using OpsCenter.Migrations.Planning;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Tests.Output;

/// <summary>How the steps of a script are listed.</summary>
public sealed class StepTextTests
{
    [Fact]
    public void Obstacles_come_first_and_those_of_a_table_together()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }
        );

        StepText.Write(
            console,
            [
                Step(StepKind.Skipped, "a", "skipped"),
                Step(StepKind.Obstacle, "a", "first"),
                Step(StepKind.Obstacle, "b", "second"),
                Step(StepKind.Obstacle, "a", "third"),
            ],
            full: false
        );

        text.ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' ')[^1])
            .ShouldBe(["first", "third", "second", "skipped"]);
    }

    private static MigrationStep Step(StepKind kind, string table, string message) =>
        new(kind, "table", "public", table, null, message);
}
