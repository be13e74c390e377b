using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// concurrent-safe: several concurrent runs all succeed, and the result equals that of one run. A run that ends with a
/// lock timeout (55P03) is repeated after the others.
/// </summary>
internal sealed class ConcurrentSafe : Law
{
    private const int ConcurrentRuns = 8;
    private const string LockNotAvailable = "55P03";
    private static readonly TimeSpan HoldTime = TimeSpan.FromMilliseconds(250);

    public override string Id => "concurrent-safe";

    public override string Promise =>
        "Two concurrent runs, one held at any point, and eight concurrent runs all succeed, and the result "
        + "equals that of one run.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var evidence = new List<Evidence>();
        var notes = new List<string>();
        foreach (var script in await trial.ScriptsAsync(cancellation))
        {
            var points = FaultPoints.Select(
                script.Script,
                await script.DdlCommandsAsync(cancellation),
                trial.Seed,
                maximumBoundaries: 4,
                maximumCommands: 3
            );
            notes.Add(points.Note(script.Name));
            foreach (
                var point in points
                    .Tried.Where(point => point.Kind != FaultPointKind.ConcurrentBuild)
                    .Append(null)
            )
            {
                if (await TryAsync(script, point, cancellation) is { } problem)
                {
                    var place = point is null
                        ? "eight concurrent runs"
                        : $"two concurrent runs, one held {point}";
                    evidence.Add(new Evidence($"{script.Name}, {place}: {problem}."));
                    break;
                }
            }
        }

        return LawOutcome.Of(evidence, notes);
    }

    private static async Task<string?> TryAsync(
        ScriptUnderTest script,
        FaultPoint? point,
        CancellationToken cancellation
    )
    {
        await using var database = await script.CreateAsync(cancellation);
        var runs = point switch
        {
            null => await Task.WhenAll(
                Enumerable
                    .Range(0, ConcurrentRuns)
                    .Select(_ => script.RunAsync(database, null, cancellation))
            ),
            { Kind: FaultPointKind.DdlCommand } => await AtCommandAsync(
                script,
                database,
                point,
                cancellation
            ),
            _ => await AtBoundaryAsync(script, database, point, cancellation),
        };
        if (
            runs.FirstOrDefault(run => run.Error is { SqlState: not LockNotAvailable }) is
            { } failed
        )
        {
            return $"a run fails: {failed.Error}";
        }

        foreach (var _ in runs.Where(run => !run.Succeeded))
        {
            if ((await script.RunAsync(database, null, cancellation)).Error is { } error)
            {
                return $"a run repeated after a lock timeout fails: {error}";
            }
        }

        return script.DifferenceToAfter(await script.ImageAsync(database, cancellation));
    }

    private static async Task<ScriptRun[]> AtBoundaryAsync(
        ScriptUnderTest script,
        ScratchDatabase database,
        FaultPoint point,
        CancellationToken cancellation
    )
    {
        var fault = new BoundaryFault(database, FaultAction.Hold, point);
        var first = script.RunAsync(
            database,
            new ScriptRunOptions { Observer = fault },
            cancellation
        );
        await Task.WhenAny(first, fault.Reached);
        var second = script.RunAsync(database, null, cancellation);
        await Task.WhenAny(second, Task.Delay(HoldTime, cancellation));
        fault.Release();
        return await Task.WhenAll(first, second);
    }

    private static async Task<ScriptRun[]> AtCommandAsync(
        ScriptUnderTest script,
        ScratchDatabase database,
        FaultPoint point,
        CancellationToken cancellation
    )
    {
        await using var trigger = await FaultEventTrigger.InstallAsync(database, cancellation);
        var first = script.RunAsync(
            database,
            FaultEventTrigger.Options(FaultAction.Hold, point.Number),
            cancellation
        );
        while (!first.IsCompleted && await trigger.SeenAsync(cancellation) < point.Number)
        {
            await Task.Delay(5, cancellation);
        }

        var second = script.RunAsync(database, null, cancellation);
        await Task.WhenAny(second, Task.Delay(HoldTime, cancellation));
        await trigger.ReleaseAsync(cancellation);
        return await Task.WhenAll(first, second);
    }
}
