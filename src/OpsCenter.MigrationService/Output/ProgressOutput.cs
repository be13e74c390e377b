using OpsCenter.Migrations;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>Prints what a run is doing, at once and in order.</summary>
internal sealed class ProgressOutput(IAnsiConsole console) : IProgress<MigrationProgress>
{
    /// <summary>
    /// On standard output, before the report. With --json that belongs to the document: then on standard error, if somebody looks.
    /// </summary>
    public static ProgressOutput? Create(bool json) =>
        json
            ? Console.IsErrorRedirected
                ? null
                : new ProgressOutput(ResultOutput.Terminal(Console.Error, redirected: false))
            : new ProgressOutput(ResultOutput.Terminal(Console.Out, Console.IsOutputRedirected));

    public void Report(MigrationProgress value) => console.Line($"[dim]{value.Message}[/]");
}
