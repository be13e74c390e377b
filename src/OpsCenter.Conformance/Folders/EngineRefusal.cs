using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Folders;

/// <summary>What an engine refuses to run breaks no law, if nothing of it stays.</summary>
internal static class EngineRefusal
{
    private static readonly string[] Kept = ["preserves-data", "honest-exit"];

    /// <summary>The verdicts for a migration that the engine refuses; null if it runs it.</summary>
    public static async Task<IReadOnlyList<LawResult>?> FindAsync(
        Trial trial,
        IReadOnlyList<Law> laws,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var run = await trial.UpAsync(database, cancellation: cancellation);
        if (run.Error is not { SqlState: EngineScripts.Refused } refusal)
        {
            return null;
        }

        var before = await trial.BaseImageAsync(cancellation);
        var after = await trial.ImageAsync(database, cancellation);
        var left = ImageComparison
            .SchemaDifferences(before, after)
            .Concat(
                DataComparison
                    .Losses(before.Data, after.Data)
                    .Where(lost => !lost.IsGap)
                    .Select(EvidenceFactory.From)
            )
            .ToList();
        var note = $"It is refused, and nothing of it stays: {refusal.Message}";
        return
        [
            .. laws.Select(law =>
            {
                var isKept = Kept.Contains(law.Id, StringComparer.Ordinal);
                var outcome =
                    left.Count > 0 && isKept ? LawOutcome.Of(left)
                    : isKept ? LawOutcome.Holds(note)
                    : LawOutcome.NothingToCheck(note);
                return new LawResult(
                    law.Id,
                    law.Promise,
                    outcome.Evidence.Count > 0 ? Verdict.Broken
                        : isKept ? Verdict.Holds
                        : Verdict.NothingToCheck,
                    outcome,
                    Reason: null,
                    run.Duration
                );
            }),
        ];
    }
}
