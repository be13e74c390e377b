using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>nests-in-a-transaction: within a caller's transaction it runs without an error, and a rollback takes all of it back.</summary>
internal sealed class NestsInATransaction : Law
{
    public override string Id => "nests-in-a-transaction";

    public override string Promise =>
        "Between BEGIN and ROLLBACK either script runs without an error and leaves nothing: it does not end its caller's transaction.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        if (trial.Pair.OneTransaction)
        {
            return LawOutcome.Holds(
                "The transaction is the tool's, which begins and ends it itself: there is no caller."
            );
        }

        var evidence = new List<Evidence>();
        foreach (var course in await trial.CoursesAsync(cancellation))
        {
            await using var database = await course.CreateAsync(cancellation);
            var run = await course.RunAsync(
                database,
                new ScriptRunOptions { Prologue = ["begin"], Epilogue = ["rollback"] },
                cancellation
            );
            if (run.Error is { } error)
            {
                evidence.Add(ScriptEvidence.Of($"{course.Name} fails in a transaction", error));
            }
            else if (
                course.DifferenceToBefore(await course.ImageAsync(database, cancellation)) is
                { } difference
            )
            {
                evidence.Add(
                    new Evidence(
                        $"{course.Name} ends its caller's transaction; after the caller's rollback: {difference}."
                    )
                );
            }
        }

        return LawOutcome.Of(evidence);
    }
}
