using OpsCenter.Schema.V1;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A seed in words.</summary>
internal static class SeedText
{
    public static void Write(IAnsiConsole console, V1SeedReport report)
    {
        if (report.AlreadySeeded)
        {
            console.Line($"V1 shape {report.Shape} is there already; nothing was changed.");
            return;
        }

        foreach (var table in report.Tables)
        {
            console.Line($"  {table.Name}: {table.Rows} rows");
        }

        console.Line($"V1 shape {report.Shape} was built in {DurationText.Of(report.Duration)}.");
        if (report.GrantNote is not null)
        {
            console.Line($"[yellow]{report.GrantNote}[/]");
        }
    }
}
