using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A report as a document for programs: what <c>opscenter check --json</c> prints. Names and meanings are kept.</summary>
/// <param name="Migration">What was checked.</param>
/// <param name="Major">The PostgreSQL major on which it was checked.</param>
/// <param name="Seed">What random choices began with.</param>
/// <param name="Conforms">Whether every law holds or is declared.</param>
/// <param name="Seconds">How long all checks took.</param>
/// <param name="Laws">In the order of the check.</param>
public sealed record ReportDocument(
    string Migration,
    int Major,
    int Seed,
    bool Conforms,
    double Seconds,
    IReadOnlyList<LawDocument> Laws
)
{
    /// <summary>The document of a report.</summary>
    public static ReportDocument Of(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ReportDocument(
            report.Migration,
            report.Major,
            report.Seed,
            report.Conforms,
            Math.Round(report.Duration.TotalSeconds, 3),
            [.. report.Results.Select(LawDocument.Of)]
        );
    }
}
