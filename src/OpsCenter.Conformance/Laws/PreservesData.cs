using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>preserves-data: every row and value of the base is there after the way forward, in the server's own text.</summary>
internal sealed class PreservesData : Law
{
    public override string Id => "preserves-data";

    public override string Promise =>
        "After the way forward every row of the base is there, with every value exactly as it was, and no sequence has moved.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var differences = DataComparison.Losses(
            (await trial.BaseImageAsync(cancellation)).Data,
            (await trial.MigratedImageAsync(cancellation)).Data
        );
        return LawOutcome.Of(
            differences.Where(difference => !difference.IsAddition).Select(ScriptEvidence.Of),
            [
                .. differences
                    .Where(difference => difference.IsAddition)
                    .Select(difference => $"Nothing is lost by it: {difference}."),
            ]
        );
    }
}
