using OpsCenter.Conformance.Locks;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>idempotent: run again by itself, with no journal to hide it, the way forward finds everything in place and writes nothing.</summary>
internal sealed class Idempotent : Law
{
    public override string Id => "idempotent";

    public override string Promise =>
        "Run a second time, the way forward ends without an error and writes nothing at all: no row, no catalog, no file, under no strong lock.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var recorder = await LockRecorder.PrepareAsync(database, cancellation);
        var before = await WriteMark.TakeAsync(database.DataSource, cancellation);
        var record = await recorder.RunAsync(trial.Pair.Forward, cancellation);
        if (record.Run.Error is { } error)
        {
            return LawOutcome.Of([ScriptEvidence.Of("The second run fails", error)]);
        }

        var written = before.WrittenUntil(
            await WriteMark.TakeAsync(database.DataSource, cancellation)
        );
        return LawOutcome.Of([
            .. written.Select(part => new Evidence($"The second run wrote to {part}.")),
            .. record.Locks.Select(held => LockEvidence.Of("The second run", held)),
        ]);
    }
}
