using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>adopt --json</c> prints.</summary>
internal sealed record FolderAdoptDocument(
    string Convention,
    string Tool,
    string Journal,
    IReadOnlyList<string> Adopted,
    IReadOnlyList<string> Pending
)
{
    public static FolderAdoptDocument Of(FolderAdoption adoption) =>
        new(adoption.Convention, adoption.Tool, adoption.Table, adoption.Adopted, adoption.Pending);
}
