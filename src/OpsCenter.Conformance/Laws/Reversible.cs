using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Snapshots;
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
        var unavoidable = await UnavoidableDifferences.OfAsync(trial, cancellation);
        var (data, notes) = await unavoidable.LeaveOutAsync(
            DataComparison.Losses(before.Data, after.Data),
            cancellation
        );
        return LawOutcome.Of(
            [
                .. ImageComparison.SchemaDifferences(before, after),
                .. data.Select(EvidenceFactory.From),
            ],
            [.. ImageComparison.ColumnOrderNotes(before, after), .. notes]
        );
    }
}
