using OpsCenter.Migrations.Verification;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A verification, for its report.</summary>
internal static class VerifyFindings
{
    public static RunFindings Of(VerificationReport report) =>
        new(
            report.IsVerified ? ReportTone.Good : ReportTone.Bad,
            report.IsVerified ? $"Verified: {report.Migration}"
                : report.IsApplied ? $"Not verified: {report.Migration}"
                : $"Not applied: {report.Migration}",
            VerifyText.Outcome(report)
        )
        {
            Further = DataFindings.Sentence(report.Preservation),
            Schema = report.IsApplied ? report.Schema : null,
            Data = report.Preservation,
            Unproved =
                report.IsApplied && report.Preservation is null
                    ?
                    [
                        "No digest was stored when it was applied, so that the content cannot be compared.",
                    ]
                    : [],
            Checks = report.IsApplied ? report.Checks : [],
        };
}
