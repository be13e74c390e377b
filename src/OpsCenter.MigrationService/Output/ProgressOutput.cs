using OpsCenter.Migrations;

namespace OpsCenter.MigrationService.Output;

/// <summary>Prints what a run is doing on standard error, at once and in order.</summary>
internal sealed class ProgressOutput : IProgress<MigrationProgress>
{
    public static ProgressOutput Create() => new();

    public void Report(MigrationProgress value) =>
        ResultOutput
            .Terminal(Console.Error, Console.IsErrorRedirected)
            .Line($"[dim]{value.Message}[/]");
}
