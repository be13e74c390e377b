using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>The verdict on one law, in a <see cref="ReportDocument"/>.</summary>
/// <param name="Law">The law's id.</param>
/// <param name="Verdict"><c>holds</c>, <c>broken</c>, <c>declared</c> or <c>not-checked</c>.</param>
/// <param name="Promise">What the law demands.</param>
/// <param name="Reason">The declaration's reason, or null.</param>
/// <param name="Obstacle">Why it could not be checked, or null.</param>
/// <param name="Seconds">How long the check took.</param>
/// <param name="Evidence">What breaks it.</param>
/// <param name="Notes">What else was seen.</param>
/// <param name="Kept">Databases that stay to be looked at.</param>
public sealed record LawDocument(
    string Law,
    Verdict Verdict,
    string Promise,
    string? Reason,
    string? Obstacle,
    double Seconds,
    IReadOnlyList<EvidenceDocument> Evidence,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Kept
)
{
    internal static LawDocument Of(LawResult result) =>
        new(
            result.Law,
            result.Verdict,
            result.Promise,
            result.Reason,
            result.Outcome.Obstacle,
            Math.Round(result.Duration.TotalSeconds, 3),
            [
                .. result.Outcome.Evidence.Select(evidence => new EvidenceDocument(
                    evidence.Text,
                    evidence.Statement,
                    evidence.Samples
                )),
            ],
            result.Outcome.Notes,
            result.Kept
        );
}
