using OpsCenter.Conformance.Convergence;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// concurrent-safe: of several runners at once none fails, and the result is that of one. A runner that gives up waiting for a lock
/// (55P03) gives way; it is run again behind the others.
/// </summary>
internal sealed class ConcurrentSafe : Law
{
    private const int Crowd = 8;
    private const string GivesWay = "55P03";
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(250);

    public override string Id => "concurrent-safe";

    public override string Promise =>
        "A second runner beside one that stands at any point, and eight at once: none fails, and the result is that of one.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var evidence = new List<Evidence>();
        var notes = new List<string>();
        foreach (var course in await trial.CoursesAsync(cancellation))
        {
            var points = await FaultPoints.OfAsync(course, trial.Seed, 4, 3, cancellation);
            notes.Add(points.Note(course));
            foreach (
                var point in points
                    .Tried.Where(point => point.Place != FaultPlace.Waiting)
                    .Append(null)
            )
            {
                if (await TryAsync(course, point, cancellation) is { } problem)
                {
                    var place = point is null
                        ? "eight at once"
                        : $"one held {point}, one beside it";
                    evidence.Add(new Evidence($"{course.Name}, {place}: {problem}."));
                    break;
                }
            }
        }

        return LawOutcome.Of(evidence, notes);
    }

    private static async Task<string?> TryAsync(
        Course course,
        FaultPoint? point,
        CancellationToken cancellation
    )
    {
        await using var database = await course.CreateAsync(cancellation);
        var runs = point switch
        {
            null => await Task.WhenAll(
                Enumerable
                    .Range(0, Crowd)
                    .Select(_ => course.RunAsync(database, null, cancellation))
            ),
            { Place: FaultPlace.Command } => await AtCommandAsync(
                course,
                database,
                point,
                cancellation
            ),
            _ => await AtBoundaryAsync(course, database, point, cancellation),
        };
        if (runs.FirstOrDefault(run => run.Error is { SqlState: not GivesWay }) is { } failed)
        {
            return $"a runner fails: {failed.Error}";
        }

        foreach (var _ in runs.Where(run => !run.Succeeded))
        {
            if ((await course.RunAsync(database, null, cancellation)).Error is { } error)
            {
                return $"a runner that gave way fails afterwards: {error}";
            }
        }

        return course.DifferenceToAfter(await course.ImageAsync(database, cancellation));
    }

    private static async Task<ScriptRun[]> AtBoundaryAsync(
        Course course,
        ScratchDatabase database,
        FaultPoint point,
        CancellationToken cancellation
    )
    {
        var fault = new BoundaryFault(database, FaultKind.Hold, point);
        var first = course.RunAsync(
            database,
            new ScriptRunOptions { Observer = fault },
            cancellation
        );
        await Task.WhenAny(first, fault.Reached);
        var second = course.RunAsync(database, null, cancellation);
        await Task.WhenAny(second, Task.Delay(Hold, cancellation));
        fault.Open();
        return await Task.WhenAll(first, second);
    }

    private static async Task<ScriptRun[]> AtCommandAsync(
        Course course,
        ScratchDatabase database,
        FaultPoint point,
        CancellationToken cancellation
    )
    {
        await using var trigger = await FaultTrigger.InstallAsync(database, cancellation);
        var first = course.RunAsync(
            database,
            FaultTrigger.Options(FaultKind.Hold, point.Number),
            cancellation
        );
        while (!first.IsCompleted && await trigger.SeenAsync(cancellation) < point.Number)
        {
            await Task.Delay(5, cancellation);
        }

        var second = course.RunAsync(database, null, cancellation);
        await Task.WhenAny(second, Task.Delay(Hold, cancellation));
        await trigger.OpenAsync(cancellation);
        return await Task.WhenAll(first, second);
    }
}
