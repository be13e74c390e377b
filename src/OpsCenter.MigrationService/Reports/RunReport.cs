using System.Globalization;

namespace OpsCenter.MigrationService.Reports;

/// <summary>Puts a report together: the verdict first, then what matters most.</summary>
internal static class RunReport
{
    public static ReportPage Of(RunRecording recording, RunFindings findings, int exitCode)
    {
        var elapsed = recording.Elapsed;
        return new ReportPage(
            Kind(recording),
            findings.Tone,
            findings.Headline,
            [findings.Verdict, .. findings.Further],
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ReportWords.Of(recording.Started)} · {ReportWords.Of(elapsed)} · exit code {exitCode}"
            ),
            [.. Sections(recording, findings).OfType<ReportSection>()]
        );
    }

    private static IReadOnlyList<ReportSection?> Sections(
        RunRecording recording,
        RunFindings findings
    ) =>
        [
            findings.Details is { } details
                ? new ReportSection("In detail") { Tone = findings.Tone, Text = [details] }
                : null,
            findings.Remedy is { } remedy
                ? new ReportSection("What to do") { Text = [remedy] }
                : null,
            StepSections.Obstacles(findings.Obstacles),
            DataSections.Change(findings.Schema, findings.Data),
            DataSections.Data(findings.Data),
            .. DataSections.Proofs(findings),
            .. findings.Own,
            RunSections.Backup(findings.Backup, findings.WithoutBackup),
            StepSections.Archive(findings.Steps),
            StepSections.Checks(findings.Checks),
            RunSections.Where(recording),
            RepeatedCommand.Of(recording.Parsed, recording.Connection),
            RunSections.Times(recording.Spans),
            StepSections.Steps(findings.Steps),
        ];

    private static string Kind(RunRecording recording)
    {
        var command = $"opscenter {recording.Parsed.CommandResult.Command.Name}";
        return recording.Connection is { } connection
            ? $"{command} · {connection.Database} on {connection.Host}"
            : command;
    }
}
