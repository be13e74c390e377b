using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>reversible: the down script restores the schema and the data of the base.</summary>
internal sealed class Reversible : Law
{
    public override string Id => "reversible";

    public override string Promise =>
        "The down script restores the base: only the declared metadata of the migration remains, and nothing "
        + "of the base is missing.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var before = await trial.BaseImageAsync(cancellation);
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var run = await trial.DownAsync(database, cancellation: cancellation);
        if (run.Error is { } error)
        {
            return LawOutcome.Of([EvidenceFactory.From("The down script fails", error)]);
        }

        var after = await trial.ImageAsync(database, cancellation);
        return LawOutcome.Of(
            ImageComparison.Differences(before, after),
            ImageComparison.ColumnOrderNotes(before, after)
        );
    }
}
