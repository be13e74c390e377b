using OpsCenter.Conformance.Bases;
using OpsCenter.Conformance.Decoys;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// name-proof: another object that has the name of a new object is neither mistaken for it nor changed.
/// </summary>
internal sealed class NameProof : Law
{
    public override string Id => "name-proof";

    public override string Promise =>
        "If another object has the name of a new object, the scripts do the same work under another name, or "
        + "refuse without a change; the other object stays unchanged.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var decoys = NameDecoys.Of(await BaseShape.ReadAsync(trial, cancellation));
        return await DecoyCheck.RunAsync(trial, decoys, cancellation);
    }
}
