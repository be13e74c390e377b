using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>The JSON document of <c>opscenter check --json</c>. Its fields do not change.</summary>
/// <param name="Migration">The name of the migration.</param>
/// <param name="Major">The PostgreSQL major of the server; the first of several.</param>
/// <param name="Majors">All majors on which the laws were checked.</param>
/// <param name="Seed">The seed of all random choices.</param>
/// <param name="Conforms">Whether every law holds, is declared or has nothing to check, and one had something.</param>
/// <param name="Seconds">The total duration of the checks.</param>
/// <param name="Laws">The results in the order of the laws.</param>
public sealed record ReportDocument(
    string Migration,
    int Major,
    IReadOnlyList<int> Majors,
    int Seed,
    bool Conforms,
    double Seconds,
    IReadOnlyList<LawDocument> Laws
)
{
    /// <summary>Creates the document of a report.</summary>
    public static ReportDocument Of(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ReportDocument(
            report.Migration,
            report.Major,
            report.Majors,
            report.Seed,
            report.Conforms,
            Math.Round(report.Duration.TotalSeconds, 3),
            [.. report.Results.Select(LawDocument.Of)]
        );
    }
}
