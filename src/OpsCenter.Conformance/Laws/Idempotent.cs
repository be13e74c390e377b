using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Locks;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// idempotent: run again without a journal, the up script finds everything in place and writes nothing.
/// </summary>
internal sealed class Idempotent : Law
{
    public override string Id => "idempotent";

    public override string Promise =>
        "A second run of the up script succeeds and writes nothing: no row, no catalog, no file. It takes no "
        + "strong lock.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var recorder = await LockRecorder.PrepareAsync(database, cancellation);
        var before = await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation);
        var record = await recorder.RunAsync(trial.Pair.RunnableUp, cancellation);
        if (record.Run.Error is { } error)
        {
            return LawOutcome.Of([EvidenceFactory.From("The second run fails", error)]);
        }

        var written = before.WritesUntil(
            await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation)
        );
        return LawOutcome.Of([
            .. written.Select(part => new Evidence($"The second run wrote to {part}.")),
            .. record.Locks.Select(held => LockEvidence.Of("The second run", held)),
        ]);
    }
}
