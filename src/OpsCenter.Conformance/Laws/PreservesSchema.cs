using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>preserves-schema: what the catalog says of the base it says after the way forward, too.</summary>
internal sealed class PreservesSchema : Law
{
    public override string Id => "preserves-schema";

    public override string Promise =>
        "After the way forward every object of the base is what it was: type, default, constraint, index, trigger, view, owner, grant, comment and the rest.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var before = await trial.BaseImageAsync(cancellation);
        var after = await trial.MigratedImageAsync(cancellation);
        return LawOutcome.Of(
            before
                .Schema.DifferencesTo(after.Schema)
                .Where(difference => difference is { IsColumnOrder: false, Before: not null })
                .Select(ScriptEvidence.Of)
        );
    }
}
