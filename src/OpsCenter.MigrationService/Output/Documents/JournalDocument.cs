using OpsCenter.Migrations;
using OpsCenter.Migrations.Journal;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>One entry of the journal.</summary>
internal sealed record JournalDocument(
    long Id,
    string Script,
    string Checksum,
    MigrationDirection Direction,
    DateTimeOffset ExecutedAt,
    string ExecutedBy,
    long DurationMs,
    string ServerVersion
)
{
    public static JournalDocument Of(JournalEntry entry) =>
        new(
            entry.Id,
            entry.Script,
            entry.Checksum,
            entry.Direction,
            entry.ExecutedAt,
            entry.ExecutedBy,
            (long)entry.Duration.TotalMilliseconds,
            entry.ServerVersion
        );
}
