using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>round-trip: up, down and up has the same result as up.</summary>
internal sealed class RoundTrip : Law
{
    public override string Id => "round-trip";

    public override string Promise =>
        "Applying, rolling back and applying again has the same result as applying once.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var down = await trial.DownAsync(database, cancellation: cancellation);
        if (down.Error is { } stuck)
        {
            return LawOutcome.Of([EvidenceFactory.From("The down script fails", stuck)]);
        }

        var up = await trial.UpAsync(database, cancellation: cancellation);
        if (up.Error is { } error)
        {
            return LawOutcome.Of([
                EvidenceFactory.From("The up script fails after the down script", error),
            ]);
        }

        var expected = await trial.MigratedImageAsync(cancellation);
        var actual = await trial.ImageAsync(database, cancellation);
        return LawOutcome.Of(
            ImageComparison.Differences(
                expected,
                actual,
                await trial.VolatileColumnsAsync(cancellation)
            ),
            ImageComparison.ColumnOrderNotes(expected, actual)
        );
    }
}
