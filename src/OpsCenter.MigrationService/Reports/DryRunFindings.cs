using OpsCenter.Migrations.Operations;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A dry run, for its report.</summary>
internal static class DryRunFindings
{
    public static RunFindings Of(DryRunReport report) =>
        new(
            report.NothingStayed ? ReportTone.Good : ReportTone.Bad,
            report.NothingStayed
                ? $"Dry run: {report.Migration} can be applied"
                : "Dry run: it is not proved that nothing stayed",
            DryRunText.Outcome(report)
        )
        {
            Further =
            [
                .. report.OnCopy ? [DryRunText.OnCopy] : Array.Empty<string>(),
                .. DataFindings.Sentence(report.Preservation),
            ],
            Schema = report.Schema,
            Data = report.Preservation,
            Proved =
            [
                .. report.CatalogDifferences.Count == 0
                    ? ["A fingerprint of the system catalogs is the same before and after."]
                    : Array.Empty<string>(),
            ],
            Unproved =
            [
                .. report.CatalogDifferences.Count > 0
                    ? [DryRunText.Differences(report)]
                    : Array.Empty<string>(),
                .. report.OnCopy
                    ? ["How long it takes on the tables themselves: the copy has no rows."]
                    : Array.Empty<string>(),
            ],
            Steps = report.Steps,
        };
}
