using OpsCenter.Migrations.Journal;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>status --all --json</c> prints.</summary>
internal sealed record StatusOfAllDocument(IReadOnlyList<StatusDocument> Schemas)
{
    public static StatusOfAllDocument Of(IReadOnlyList<MigrationStatus> statuses) =>
        new([.. statuses.Select(StatusDocument.Of)]);
}
