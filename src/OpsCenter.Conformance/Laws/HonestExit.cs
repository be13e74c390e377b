using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// honest-exit: an error reaches the client unless the script is complete anyway; with a client that continues after
/// errors, like psql, the database ends unchanged or complete.
/// </summary>
internal sealed class HonestExit : Law
{
    public override string Id => "honest-exit";

    public override string Promise =>
        "An error in either script reaches the client, and a client that continues after errors leaves the "
        + "database unchanged or complete.";

    public override Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation) =>
        FaultSweep.RunAsync(
            trial,
            "with an error",
            fromOutside: false,
            async (script, point, stop) =>
            {
                if (
                    point.Number > script.Script.Statements.Count
                    && point.Kind == FaultPointKind.Boundary
                )
                {
                    return null;
                }

                await using var database = await script.CreateAsync(stop);
                var run = await FaultRun.RunAsync(
                    script,
                    database,
                    FaultAction.Error,
                    point,
                    true,
                    stop
                );
                var image = await script.ImageAsync(database, stop);
                if (script.DifferenceToAfter(image) is not { } unfinished)
                {
                    return null;
                }

                return run.Succeeded ? $"it reports success, but {unfinished}"
                    // A tool does not continue after an error. What its next run makes of the rest is the matter of atomic-or-resumable.
                    : !trial.Pair.HasTool
                    && EngineScripts.Find(script.Script) is null
                    && script.DifferenceToBefore(image) is { } half
                        ? $"a client that continues after the error leaves it partly applied: {half}"
                    : null;
            },
            cancellation
        );
}
