using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>down-idempotent: a second run of the down script has nothing to do and writes nothing.</summary>
internal sealed class DownIdempotent : Law
{
    public override string Id => "down-idempotent";

    public override string Promise =>
        "A second run of the down script succeeds and writes nothing.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var first = await trial.DownAsync(database, cancellation: cancellation);
        if (first.Error is { } early)
        {
            return LawOutcome.Of([
                EvidenceFactory.From("The first run of the down script fails", early),
            ]);
        }

        var before = await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation);
        var second = await trial.DownAsync(database, cancellation: cancellation);
        if (second.Error is { } error)
        {
            return LawOutcome.Of([
                EvidenceFactory.From("The second run of the down script fails", error),
            ]);
        }

        var written = before.WritesUntil(
            await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation)
        );
        return LawOutcome.Of(
            written.Select(part => new Evidence(
                $"The second run of the down script wrote to {part}."
            ))
        );
    }
}
