using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// honest-exit: an error reaches the client unless the script is finished all the same; and run by a client that goes on after errors,
/// as psql does, the database ends as before or finished.
/// </summary>
internal sealed class HonestExit : Law
{
    public override string Id => "honest-exit";

    public override string Promise =>
        "An error within either script reaches the client, and a client that goes on after errors leaves the database as before or finished, never between.";

    public override Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation) =>
        FaultSweep.RunAsync(
            trial,
            "with an error",
            moments: 0,
            async (course, point, stop) =>
            {
                if (
                    point.Number > course.Script.Statements.Count
                    && point.Place == FaultPlace.Boundary
                )
                {
                    return null;
                }

                await using var database = await course.CreateAsync(stop);
                var run = await FaultyRun.RunAsync(
                    course,
                    database,
                    FaultKind.Error,
                    point,
                    true,
                    stop
                );
                var image = await course.ImageAsync(database, stop);
                if (course.DifferenceToAfter(image) is not { } unfinished)
                {
                    return null;
                }

                return run.Succeeded ? $"it ends as if it had succeeded, and {unfinished}"
                    : course.DifferenceToBefore(image) is { } half
                        ? $"a client that goes on leaves it between: {half}"
                    : null;
            },
            cancellation
        );
}
