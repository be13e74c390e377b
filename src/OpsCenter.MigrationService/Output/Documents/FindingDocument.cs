using OpsCenter.Migrations.Errors;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What one preflight rule found.</summary>
internal sealed record FindingDocument(
    string Id,
    PreflightSeverity Severity,
    string Message,
    string Why,
    string Remedy,
    bool MayBeAllowed,
    bool Allowed,
    string? Table
)
{
    public static IReadOnlyList<FindingDocument> Of(IEnumerable<PreflightFinding> findings) =>
        [
            .. findings.Select(finding => new FindingDocument(
                finding.Id,
                finding.Severity,
                finding.Message,
                finding.Why,
                finding.Remedy,
                finding.MayBeAllowed,
                finding.IsAllowed,
                finding.Table
            )),
        ];
}
