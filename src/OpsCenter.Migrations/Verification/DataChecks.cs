using OpsCenter.Migrations.Preservation;

namespace OpsCenter.Migrations.Verification;

/// <summary>Content now against the content stored when the migration was applied.</summary>
internal static class DataChecks
{
    public static IEnumerable<VerificationCheck> Of(PreservationReport? report)
    {
        if (report is null)
        {
            return
            [
                VerificationCheck.NotMade(
                    "data",
                    "no digest from before the migration is stored, so the content cannot be compared"
                ),
            ];
        }

        if (report.Findings.Count == 0)
        {
            return
            [
                new(
                    "data",
                    false,
                    report.Unchecked.Count == 0
                        ? "no table was compared: the digests from before the migration are of none"
                        : $"no table was compared: {string.Join("; ", report.Unchecked.Select(table => $"{table.Schema}.{table.Table}: {table.Reason}"))}"
                ),
            ];
        }

        return
        [
            .. report.Findings.Select(finding => new VerificationCheck(
                "data",
                // What cannot be compared, after an upgrade of the server for example, is told; it is no finding against the data.
                finding.Verdict != PreservationVerdict.Changed,
                $"{finding.Kind} {finding.Schema}.{finding.Name}: {finding.Message}"
            )
            {
                Checked = finding.Verdict != PreservationVerdict.NotComparable,
            }),
            .. report.Unchecked.Select(table =>
                VerificationCheck.NotMade(
                    "data",
                    $"table {table.Schema}.{table.Table}: not checked, because {table.Reason}"
                )
            ),
        ];
    }
}
