using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Verification;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>worker --json</c> prints.</summary>
internal sealed record WorkerDocument(ApplyDocument Apply, VerifyDocument Verify)
{
    public static WorkerDocument Of(ApplyReport applied, VerificationReport verified) =>
        new(ApplyDocument.Of(applied), VerifyDocument.Of(verified));
}
