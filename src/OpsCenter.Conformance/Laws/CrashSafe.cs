using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// crash-safe: after a crash of the server process at any point, the database is unchanged, or complete, or the next
/// run completes it.
/// </summary>
internal sealed class CrashSafe : Law
{
    public override string Id => "crash-safe";

    public override string Promise =>
        "After a crash of the server process at any statement, DDL command or moment, each script has "
        + "changed nothing, is complete, or running it again completes it.";

    public override Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation) =>
        FaultSweep.RunAsync(
            trial,
            "killed",
            fromOutside: true,
            async (script, point, stop) =>
            {
                await using var database = await script.CreateAsync(stop);
                await FaultRun.RunAsync(script, database, FaultAction.Kill, point, false, stop);
                return await script.ConvergenceProblemAsync(database, stop);
            },
            cancellation
        );
}
