using OpsCenter.Migrations.Preservation;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What became of the data.</summary>
internal sealed record PreservationDocument(
    bool Preserved,
    DateTimeOffset TakenAt,
    string Algorithm,
    IReadOnlyList<PreservationFinding> Findings,
    IReadOnlyList<UncheckedTable> Unchecked
)
{
    public static PreservationDocument? Of(PreservationReport? report) =>
        report is null
            ? null
            : new(
                report.IsPreserved,
                report.TakenAt,
                report.Algorithm,
                report.Findings,
                report.Unchecked
            );
}
