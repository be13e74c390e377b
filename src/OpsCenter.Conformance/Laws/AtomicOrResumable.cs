using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// atomic-or-resumable: after an error at any point, the database is unchanged, or complete, or the next run completes
/// it.
/// </summary>
internal sealed class AtomicOrResumable : Law
{
    public override string Id => "atomic-or-resumable";

    public override string Promise =>
        "After an error at any statement or DDL command, each script has changed nothing, or running it "
        + "again completes it.";

    public override Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation) =>
        FaultSweep.RunAsync(
            trial,
            "with an error",
            fromOutside: false,
            async (script, point, stop) =>
            {
                await using var database = await script.CreateAsync(stop);
                await FaultRun.RunAsync(script, database, FaultAction.Error, point, false, stop);
                return await script.ConvergenceProblemAsync(database, stop);
            },
            cancellation
        );
}
