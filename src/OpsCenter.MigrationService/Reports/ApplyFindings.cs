using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Verification;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>An apply, for its report.</summary>
internal static class ApplyFindings
{
    /// <summary>An apply with the verification that follows in the same run.</summary>
    public static RunFindings Of(ApplyReport report, bool noBackup, VerificationReport verified)
    {
        var applied = Of(report, noBackup);
        return applied with
        {
            Tone = verified.IsVerified ? applied.Tone : ReportTone.Bad,
            Headline = verified.IsVerified
                ? applied.Headline
                : $"Applied, and not verified: {report.Migration}",
            Further = [.. applied.Further, VerifyText.Outcome(verified)],
            Checks = verified.Checks,
        };
    }

    public static RunFindings Of(ApplyReport report, bool noBackup)
    {
        var wasRun = report.Outcome != ApplyOutcome.AlreadyApplied;
        return new RunFindings(
            report.IsPreserved ? ReportTone.Good : ReportTone.Bad,
            !report.IsPreserved ? "Applied, but the data is not proved"
                : wasRun ? $"Applied: {report.Migration}"
                : $"Nothing to do: {report.Migration}",
            ApplyText.Outcome(report)
        )
        {
            Further = DataFindings.Sentence(report.Preservation),
            Schema = wasRun ? report.Schema : null,
            Data = report.Preservation,
            Proved = wasRun ? [DataFindings.Counters] : [],
            Unproved = wasRun ? DataFindings.WithoutDigests(report.Preservation) : [],
            Backup = report.Backup,
            WithoutBackup = wasRun ? BackupText.Reason(report.Backup, noBackup) : null,
            Steps = report.Steps,
        };
    }
}
