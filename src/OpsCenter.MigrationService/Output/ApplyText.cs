using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>An apply in words.</summary>
internal static class ApplyText
{
    public static void Write(IAnsiConsole console, ApplyReport report, bool noBackup, bool full)
    {
        console.Line($"{Outcome(report)}");
        PreservationText.Write(console, report.Preservation);
        BackupText.WriteFirst(console, report, noBackup);
        StepText.Write(console, report.Steps, full);
    }

    /// <summary>The verdict in one sentence.</summary>
    public static string Outcome(ApplyReport report) =>
        report.Outcome switch
        {
            ApplyOutcome.Applied =>
                $"{report.Migration} ({report.Version}) was applied in {DurationText.Of(report.Duration)}.",
            ApplyOutcome.Adopted =>
                $"{report.Migration} ({report.Version}) had been applied without the service; {Created(report)}, and it is in the journal now.",
            ApplyOutcome.Completed =>
                $"{report.Migration} ({report.Version}) had been begun and not finished; it is applied now, in {DurationText.Of(report.Duration)}.",
            ApplyOutcome.Repaired =>
                $"{report.Migration} ({report.Version}) was applied before, and something of it was missing: {Created(report)}.",
            _ => $"{report.Migration} ({report.Version}) was applied before; nothing was run.",
        };

    private static string Created(ApplyReport report) =>
        report.Steps.Count(step => step.Kind == StepKind.Added) switch
        {
            0 => "nothing was changed",
            1 => "1 missing object was created",
            var count => $"{count} missing objects were created",
        };
}
