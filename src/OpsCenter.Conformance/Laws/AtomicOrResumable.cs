using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>atomic-or-resumable: after an error at any point the database is as before, or finished, or the next run finishes it.</summary>
internal sealed class AtomicOrResumable : Law
{
    public override string Id => "atomic-or-resumable";

    public override string Promise =>
        "After an error at any statement or DDL command, either script has changed nothing, or is finished by running it again.";

    public override Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation) =>
        FaultSweep.RunAsync(
            trial,
            "with an error",
            moments: 0,
            async (course, point, stop) =>
            {
                await using var database = await course.CreateAsync(stop);
                await FaultyRun.RunAsync(course, database, FaultKind.Error, point, false, stop);
                return await course.ConvergesAsync(database, stop);
            },
            cancellation
        );
}
