using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// nests-in-a-transaction: in a transaction of the caller, both scripts succeed, and ROLLBACK undoes them.
/// </summary>
internal sealed class NestsInATransaction : Law
{
    public override string Id => "nests-in-a-transaction";

    public override string Promise =>
        "Between BEGIN and ROLLBACK each script succeeds and leaves no change: it does not end the "
        + "transaction of its caller.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        if (trial.Pair.OneTransaction)
        {
            return LawOutcome.Holds(
                "The tool begins and ends the transaction of each script: there is no caller with a transaction."
            );
        }

        var evidence = new List<Evidence>();
        foreach (var script in await trial.ScriptsAsync(cancellation))
        {
            await using var database = await script.CreateAsync(cancellation);
            var run = await script.RunAsync(
                database,
                new ScriptRunOptions { Prologue = ["begin"], Epilogue = ["rollback"] },
                cancellation
            );
            if (run.Error is { } error)
            {
                evidence.Add(EvidenceFactory.From($"{script.Name} fails in a transaction", error));
            }
            else if (
                script.DifferenceToBefore(await script.ImageAsync(database, cancellation)) is
                { } difference
            )
            {
                evidence.Add(
                    new Evidence(
                        $"{script.Name} ends the transaction of its caller; after ROLLBACK: {difference}."
                    )
                );
            }
        }

        return LawOutcome.Of(evidence);
    }
}
