using OpsCenter.Schema.V1;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>What <c>seed --json</c> prints.</summary>
internal sealed record SeedDocument(
    V1Shape Shape,
    bool AlreadySeeded,
    long DurationMs,
    IReadOnlyList<V1SeededTable> Tables,
    string? GrantedTo,
    string? GrantNote
)
{
    public static SeedDocument Of(V1SeedReport report) =>
        new(
            report.Shape,
            report.AlreadySeeded,
            (long)report.Duration.TotalMilliseconds,
            report.Tables,
            report.GrantedTo,
            report.GrantNote
        );
}
