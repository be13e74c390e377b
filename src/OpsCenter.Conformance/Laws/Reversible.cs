using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>reversible: the way back leaves the base, its schema and its data.</summary>
internal sealed class Reversible : Law
{
    public override string Id => "reversible";

    public override string Promise =>
        "The way back leaves the base as it was: nothing of the migration stays but its declared books, and nothing of the base is missing.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var before = await trial.BaseImageAsync(cancellation);
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var run = await trial.DownAsync(database, cancellation: cancellation);
        if (run.Error is { } error)
        {
            return LawOutcome.Of([ScriptEvidence.Of("The way back fails", error)]);
        }

        var after = await trial.ImageAsync(database, cancellation);
        return LawOutcome.Of(
            ImageComparison.Differences(before, after),
            ImageComparison.ColumnOrderNotes(before, after)
        );
    }
}
