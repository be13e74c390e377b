using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>preserves-schema: the catalog describes the objects of the base as before.</summary>
internal sealed class PreservesSchema : Law
{
    public override string Id => "preserves-schema";

    public override string Promise =>
        "After the up script every object of the base is unchanged: type, default, constraint, index, "
        + "trigger, view, owner, grant, comment and so on.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var before = await trial.BaseImageAsync(cancellation);
        if (before.Schema.Facts.All(fact => fact.IsSchema))
        {
            return LawOutcome.NothingToCheck("The base has no object.");
        }

        var after = await trial.MigratedImageAsync(cancellation);
        return LawOutcome.Of(
            before
                .Schema.DifferencesTo(after.Schema)
                .Where(difference => difference is { IsColumnOrder: false, Before: not null })
                .Select(EvidenceFactory.From)
        );
    }
}
