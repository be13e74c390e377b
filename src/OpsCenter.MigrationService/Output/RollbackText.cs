using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>A rollback in words.</summary>
internal static class RollbackText
{
    public const string NotJournaled =
        "The journal keeps no trace of it: the role may not create schema opscenter.";

    /// <summary>The verdict in one sentence.</summary>
    public static string Outcome(RollbackReport report) =>
        report.Outcome == RollbackOutcome.NothingToRollBack
            ? $"{report.Migration} is not applied: there is nothing to roll back, and nothing was run."
            : FormattableString.Invariant(
                $"{report.Migration} was rolled back in {DurationText.Of(report.Duration)}."
            );

    public static void Write(IAnsiConsole console, RollbackReport report, bool noBackup, bool full)
    {
        console.Line($"{Outcome(report)}");
        if (report.Outcome == RollbackOutcome.NothingToRollBack)
        {
            return;
        }

        PreservationText.Write(console, report.Preservation);
        BackupText.WriteFirst(console, report, noBackup);
        StepText.WriteBesideSchema(console, report.Steps, full);
        SchemaText.Write(console, report.Schema, full);
        if (!report.Journaled)
        {
            console.Line($"[yellow]{NotJournaled}[/]");
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
