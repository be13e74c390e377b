using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A rollback in words.</summary>
internal static class RollbackText
{
    public static void Write(IAnsiConsole console, RollbackReport report, bool noBackup, bool full)
    {
        if (report.Outcome == RollbackOutcome.NothingToRollBack)
        {
            console.Line(
                $"{report.Migration} is not applied: there is nothing to roll back, and nothing was run."
            );
            return;
        }

        console.Line(
            $"{report.Migration} was rolled back in {report.Duration.TotalMilliseconds:0} ms."
        );
        PreservationText.Write(console, report.Preservation);
        BackupText.WriteFirst(console, report, noBackup);
        StepText.WriteBesideSchema(console, report.Steps, full);
        SchemaText.Write(console, report.Schema);
        if (!report.Journaled)
        {
            console.MarkupLine(
                "[yellow]The journal keeps no trace of it: the role may not create schema opscenter.[/]"
            );
        }

        if (report.Steps.Any(step => step.Kind == StepKind.Archived))
        {
            NextText.Write(
                console,
                "to have the archived rows back, opscenter apply, then opscenter restore-archive"
            );
        }
    }
}
