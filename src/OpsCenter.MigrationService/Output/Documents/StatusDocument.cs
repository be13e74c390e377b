using OpsCenter.Migrations.Journal;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>status --json</c> prints.</summary>
internal sealed record StatusDocument(
    string Migration,
    string Version,
    MigrationStanding Standing,
    string Database,
    string? Schema,
    string ServerVersion,
    DateTimeOffset? AppliedAt,
    string? AppliedBy,
    IReadOnlyList<JournalDocument> History,
    IReadOnlyList<ArchivedRows> Archives,
    string? Runner,
    IReadOnlyList<string> RunnerWaitsFor
)
{
    public static StatusDocument Of(MigrationStatus status) =>
        new(
            status.Migration,
            status.Version.ToString(),
            status.Standing,
            status.Database,
            status.Schema,
            status.ServerVersion,
            status.AppliedAt,
            status.AppliedBy,
            [.. status.History.Select(JournalDocument.Of)],
            status.Archives,
            status.Runner,
            status.RunnerWaitsFor
        );
}
