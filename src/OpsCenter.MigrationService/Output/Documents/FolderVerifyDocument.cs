using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>verify --migrations --json</c> prints.</summary>
internal sealed record FolderVerifyDocument(
    string Convention,
    bool Verified,
    int Objects,
    int AdoptedUnchecked,
    IReadOnlyList<string> Problems
)
{
    public static FolderVerifyDocument Of(FolderVerification report) =>
        new(
            report.Convention,
            report.IsVerified,
            report.Objects,
            report.AdoptedUnchecked,
            report.Problems
        );
}
