using OpsCenter.Migrations.Preservation;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>Sentences about the data that several reports have.</summary>
internal static class DataFindings
{
    public const string Counters =
        "Before each commit the server's own counters were read: the transaction had inserted, updated and deleted no row that was there before the "
        + "migration, and had rewritten no file of a table. Otherwise it would have been rolled back. Index builds run outside of a transaction, "
        + "and are not counted.";

    /// <summary>The verdict on the data; nothing if there is none.</summary>
    public static IReadOnlyList<string> Sentence(PreservationReport? report) =>
        report is null ? [] : [PreservationText.Sentence(report)];

    /// <summary>Why no digests were compared; nothing if they were.</summary>
    public static IReadOnlyList<string> WithoutDigests(PreservationReport? report) =>
        report is null
            ? ["No content digests were taken (--no-digest): verify cannot compare the content."]
            : [];
}
