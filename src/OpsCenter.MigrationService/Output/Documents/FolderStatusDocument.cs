using OpsCenter.Migrations.VersionRuns;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>status --migrations --json</c> prints.</summary>
internal sealed record FolderStatusDocument(
    string Database,
    string Convention,
    IReadOnlyList<FolderVersionDocument> Versions,
    IReadOnlyList<string> Archives,
    string? ForeignJournal,
    string? Conflict,
    string? Runner,
    IReadOnlyList<string> RunnerWaitsFor
)
{
    public static FolderStatusDocument Of(FolderStatus status) =>
        new(
            status.Database,
            status.Convention,
            [.. status.Versions.Select(FolderVersionDocument.Of)],
            status.Archives,
            status.Foreign,
            status.Conflict,
            status.Runner,
            status.RunnerWaitsFor
        );
}
