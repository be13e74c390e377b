using OpsCenter.Migrations.Operations;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>restore-archive --json</c> prints.</summary>
internal sealed record RestoreArchiveDocument(
    string Migration,
    RestoreArchiveOutcome Outcome,
    bool Clear,
    IReadOnlyList<int> Archives,
    long Rows,
    long Values,
    long DurationMs,
    IReadOnlyList<StepDocument> Steps
)
{
    public static RestoreArchiveDocument Of(RestoreArchiveReport report) =>
        new(
            report.Migration,
            report.Outcome,
            report.IsClear,
            report.Archives,
            report.Rows,
            report.Values,
            (long)report.Duration.TotalMilliseconds,
            StepDocument.Of(report.Steps)
        );
}
