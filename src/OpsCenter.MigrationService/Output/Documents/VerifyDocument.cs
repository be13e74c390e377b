using OpsCenter.Migrations.Verification;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>verify --json</c> prints.</summary>
internal sealed record VerifyDocument(
    string Migration,
    bool Applied,
    bool Verified,
    IReadOnlyList<VerificationCheck> Checks,
    PreservationDocument? Data
)
{
    public static VerifyDocument Of(VerificationReport report) =>
        new(
            report.Migration,
            report.IsApplied,
            report.IsVerified,
            report.Checks,
            PreservationDocument.Of(report.Preservation)
        );
}
