using OpsCenter.Migrations.Operations;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A rollback in words.</summary>
internal static class RollbackText
{
    public static void Write(IAnsiConsole console, RollbackReport report)
    {
        if (report.Outcome == RollbackOutcome.NothingToRollBack)
        {
            console.Line(
                $"{report.Migration} is not applied: there is nothing to roll back, and nothing was run."
            );
            return;
        }

        StepText.Write(console, report.Steps);
        SchemaText.Write(console, report.Schema);
        PreservationText.Write(console, report.Preservation);
        console.Line(
            $"{report.Migration} was rolled back in {report.Duration.TotalMilliseconds:0} ms."
        );
        if (!report.Journaled)
        {
            console.MarkupLine(
                "[yellow]The journal keeps no trace of it: the role may not create schema opscenter.[/]"
            );
        }
    }
}
