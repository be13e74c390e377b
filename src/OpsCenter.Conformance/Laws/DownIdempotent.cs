using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>down-idempotent: run again behind itself, the way back finds nothing to do and writes nothing.</summary>
internal sealed class DownIdempotent : Law
{
    public override string Id => "down-idempotent";

    public override string Promise =>
        "Run a second time, the way back ends without an error and writes nothing at all.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var first = await trial.DownAsync(database, cancellation: cancellation);
        if (first.Error is { } early)
        {
            return LawOutcome.Of([ScriptEvidence.Of("The way back fails the first time", early)]);
        }

        var before = await WriteMark.TakeAsync(database.DataSource, cancellation);
        var second = await trial.DownAsync(database, cancellation: cancellation);
        if (second.Error is { } error)
        {
            return LawOutcome.Of([
                ScriptEvidence.Of("The second run of the way back fails", error),
            ]);
        }

        var written = before.WrittenUntil(
            await WriteMark.TakeAsync(database.DataSource, cancellation)
        );
        return LawOutcome.Of(
            written.Select(part => new Evidence($"The second run of the way back wrote to {part}."))
        );
    }
}
