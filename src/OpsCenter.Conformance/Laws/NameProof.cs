using OpsCenter.Conformance.Bases;
using OpsCenter.Conformance.Decoys;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>name-proof: a wanted name that something else has is no reason to do less, and never a reason to touch that.</summary>
internal sealed class NameProof : Law
{
    public override string Id => "name-proof";

    public override string Promise =>
        "Where something else has a wanted name, the scripts do the same under another name, or refuse and change nothing; what has the name stays as it is.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var decoys = NameDecoys.Of(await BaseShape.ReadAsync(trial, cancellation));
        return await DecoyCheck.RunAsync(trial, decoys, cancellation);
    }
}
