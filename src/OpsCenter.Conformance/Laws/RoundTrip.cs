using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>round-trip: forward, back and forward again is the same as forward.</summary>
internal sealed class RoundTrip : Law
{
    public override string Id => "round-trip";

    public override string Promise =>
        "Forward, back and forward again leaves the same as forward alone.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var down = await trial.DownAsync(database, cancellation: cancellation);
        if (down.Error is { } stuck)
        {
            return LawOutcome.Of([ScriptEvidence.Of("The way back fails", stuck)]);
        }

        var up = await trial.UpAsync(database, cancellation: cancellation);
        if (up.Error is { } error)
        {
            return LawOutcome.Of([
                ScriptEvidence.Of("The way forward fails behind the way back", error),
            ]);
        }

        var expected = await trial.MigratedImageAsync(cancellation);
        var actual = await trial.ImageAsync(database, cancellation);
        return LawOutcome.Of(
            await SteadyComparison.DifferencesAsync(trial, expected, actual, cancellation),
            ImageComparison.ColumnOrderNotes(expected, actual)
        );
    }
}
