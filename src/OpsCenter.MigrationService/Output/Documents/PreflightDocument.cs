using OpsCenter.Migrations;
using OpsCenter.Migrations.Preflight;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>preflight --json</c> prints.</summary>
internal sealed record PreflightDocument(
    string Migration,
    MigrationDirection Direction,
    bool Clear,
    bool Needed,
    IReadOnlyList<string> Rules,
    IReadOnlyList<FindingDocument> Findings
)
{
    public static PreflightDocument Of(PreflightReport report) =>
        new(
            report.Migration,
            report.Direction,
            report.IsClear,
            report.IsNeeded,
            report.Rules,
            FindingDocument.Of(report.Findings)
        );
}
