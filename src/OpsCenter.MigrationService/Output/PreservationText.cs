using OpsCenter.Migrations.Preservation;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>What became of the data, in one line if all is well, else by table.</summary>
internal static class PreservationText
{
    /// <summary>How much is unchanged.</summary>
    public static string Sentence(PreservationReport report) =>
        report.Findings.Count == 0
            ? "Data: no table was compared, so nothing is proved about the data."
            : $"Data: {report.Findings.Count(finding => finding.Verdict is PreservationVerdict.Unchanged or PreservationVerdict.Preserved)} of {report.Findings.Count} tables and sequences unchanged, by content digest.";

    public static void Write(IAnsiConsole console, PreservationReport? report)
    {
        if (report is null)
        {
            return;
        }

        console.Line(
            report.Findings.Count == 0
                ? (FormattableString)$"[red]{Sentence(report)}[/]"
                : $"{Sentence(report)}"
        );

        foreach (
            var finding in report.Findings.Where(finding =>
                finding.Verdict != PreservationVerdict.Unchanged
            )
        )
        {
            var colour = finding.Verdict switch
            {
                PreservationVerdict.Preserved => "green",
                PreservationVerdict.Changed => "red",
                _ => "yellow",
            };
            console.Line(
                $"  [{colour}]{finding.Kind} {finding.Schema}.{finding.Name}[/]: {finding.Message}"
            );
        }

        foreach (var table in report.Unchecked)
        {
            console.Line(
                $"  [yellow]{table.Schema}.{table.Table}[/]: not checked, because {table.Reason}"
            );
        }
    }
}
