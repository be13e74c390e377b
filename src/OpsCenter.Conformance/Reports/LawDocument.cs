using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>The result of one law in a <see cref="ReportDocument"/>.</summary>
/// <param name="Law">The id of the law.</param>
/// <param name="Verdict"><c>holds</c>, <c>broken</c>, <c>declared</c>, <c>not-checked</c> or <c>nothing-to-check</c>.</param>
/// <param name="Promise">The requirement of the law.</param>
/// <param name="Reason">The reason of the declaration, or null.</param>
/// <param name="Obstacle">The reason why it was not checked, or null.</param>
/// <param name="Seconds">The duration of the check.</param>
/// <param name="Evidence">The evidence that it is broken.</param>
/// <param name="Notes">Further notes.</param>
/// <param name="FromCache">Whether an earlier check found it.</param>
/// <param name="Kept">The databases that were kept for inspection.</param>
public sealed record LawDocument(
    string Law,
    Verdict Verdict,
    string Promise,
    string? Reason,
    string? Obstacle,
    double Seconds,
    IReadOnlyList<EvidenceDocument> Evidence,
    IReadOnlyList<string> Notes,
    bool FromCache,
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
            result.FromCache,
            result.Kept
        );
}
