using OpsCenter.Migrations.Operations;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>An apply in words.</summary>
internal static class ApplyText
{
    public static void Write(IAnsiConsole console, ApplyReport report)
    {
        StepText.Write(console, report.Steps);
        console.Line($"{Outcome(report)}");
        PreservationText.Write(console, report.Preservation);
    }

    private static string Outcome(ApplyReport report) =>
        report.Outcome switch
        {
            ApplyOutcome.Applied =>
                $"{report.Migration} ({report.Version}) was applied in {report.Duration.TotalMilliseconds:0} ms.",
            ApplyOutcome.Adopted =>
                $"{report.Migration} ({report.Version}) had been applied without the service; nothing was changed, and it is in the journal now.",
            _ => $"{report.Migration} ({report.Version}) was applied before; nothing was run.",
        };
}
