using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Folders;

/// <summary>A verdict in a <see cref="VerdictCache"/>.</summary>
internal sealed record CachedVerdict(
    string Law,
    string Promise,
    Verdict Verdict,
    string? Reason,
    string? Missing,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<string> Notes
)
{
    public static CachedVerdict Of(LawResult result) =>
        new(
            result.Law,
            result.Promise,
            result.Verdict,
            result.Reason,
            result.Outcome.Obstacle,
            result.Outcome.Evidence,
            result.Outcome.Notes
        );

    public LawResult ToResult() =>
        new(
            Law,
            Promise,
            Verdict,
            LawOutcome.Of(Evidence, Notes) with
            {
                Obstacle = Missing,
                IsVacuous = Verdict == Verdict.NothingToCheck,
            },
            Reason,
            TimeSpan.Zero
        )
        {
            FromCache = true,
        };
}
