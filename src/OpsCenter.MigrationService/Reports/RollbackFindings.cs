using OpsCenter.Migrations.Operations;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A rollback, for its report.</summary>
internal static class RollbackFindings
{
    public static RunFindings Of(RollbackReport report, bool noBackup)
    {
        var wasRun = report.Outcome != RollbackOutcome.NothingToRollBack;
        return new RunFindings(
            report.IsPreserved ? ReportTone.Good : ReportTone.Bad,
            !report.IsPreserved ? "Rolled back, but the data is not proved"
                : wasRun ? $"Rolled back: {report.Migration}"
                : $"Nothing to roll back: {report.Migration}",
            RollbackText.Outcome(report)
        )
        {
            Further =
            [
                .. DataFindings.Sentence(report.Preservation),
                .. wasRun && !report.Journaled
                    ? [RollbackText.NotJournaled]
                    : Array.Empty<string>(),
            ],
            Schema = report.Schema,
            Data = report.Preservation,
            Proved = wasRun ? [DataFindings.Counters] : [],
            Unproved = wasRun ? DataFindings.WithoutDigests(report.Preservation) : [],
            Backup = report.Backup,
            WithoutBackup = wasRun ? BackupText.Reason(report.Backup, noBackup) : null,
            Steps = report.Steps,
        };
    }
}
