using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>applies: the way forward ends without an error on the base.</summary>
internal sealed class Applies : Law
{
    public override string Id => "applies";

    public override string Promise => "The way forward runs on the base without an error.";

    public override bool NeedsWorkingUp => false;

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var run = await trial.UpAsync(database, cancellation: cancellation);
        return run.Error is { } error
            ? LawOutcome.Of([ScriptEvidence.Of("The way forward fails", error)])
            : LawOutcome.Holds();
    }
}
