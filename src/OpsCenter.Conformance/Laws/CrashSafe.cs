using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>crash-safe: after the end of the server's process at any point the database is as before, or finished, or the next run finishes it.</summary>
internal sealed class CrashSafe : Law
{
    private const int Moments = 3;

    public override string Id => "crash-safe";

    public override string Promise =>
        "After the server's process ends at any statement, DDL command or moment, either script has changed nothing, is finished, or is finished by running it again.";

    public override Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation) =>
        FaultSweep.RunAsync(
            trial,
            "killed",
            Moments,
            async (course, point, stop) =>
            {
                await using var database = await course.CreateAsync(stop);
                await FaultyRun.RunAsync(course, database, FaultKind.Kill, point, false, stop);
                return await course.ConvergesAsync(database, stop);
            },
            cancellation
        );
}
