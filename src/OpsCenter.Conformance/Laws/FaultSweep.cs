using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Injects a fault at selected points of both scripts, until the first problem in each.</summary>
internal static class FaultSweep
{
    private const int MaximumBoundaries = 16;
    private const int MaximumDdlCommands = 6;
    private const int Moments = 3;
    private const int Parallelism = 3;

    /// <summary>Injects the fault at one point; returns the problem, or null.</summary>
    public delegate Task<string?> Attempt(
        ScriptUnderTest script,
        FaultPoint point,
        CancellationToken cancellation
    );

    /// <param name="trial">The migration on its base.</param>
    /// <param name="what">The fault in words, for the evidence.</param>
    /// <param name="fromOutside">Whether the fault comes from outside, at any time: also within statements, and at random moments.</param>
    /// <param name="attempt">Injects the fault and checks the result.</param>
    /// <param name="cancellation">Stops the sweep.</param>
    public static async Task<LawOutcome> RunAsync(
        Trial trial,
        string what,
        bool fromOutside,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var evidence = new List<Evidence>();
        var notes = new List<string>();
        foreach (var script in await trial.ScriptsAsync(cancellation))
        {
            var points = FaultPoints.Select(
                script.Script,
                await script.DdlCommandsAsync(cancellation),
                trial.Seed,
                MaximumBoundaries,
                MaximumDdlCommands
            );
            if (fromOutside)
            {
                points = points.WithInterruptions(script.Script, Moments, trial.Seed);
            }

            notes.Add(points.Note(script.Name));
            if (await FirstProblemAsync(script, points, attempt, cancellation) is { } found)
            {
                evidence.Add(Describe(script, what, found.Point, found.Problem));
            }
        }

        return LawOutcome.Of(evidence, notes);
    }

    private static async Task<(FaultPoint Point, string Problem)?> FirstProblemAsync(
        ScriptUnderTest script,
        FaultPoints points,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        foreach (var batch in points.Tried.Chunk(Parallelism))
        {
            var problems = await Task.WhenAll(
                batch.Select(point => attempt(script, point, cancellation))
            );
            for (var at = 0; at < batch.Length; at++)
            {
                if (problems[at] is { } problem)
                {
                    return (batch[at], problem);
                }
            }
        }

        return null;
    }

    private static Evidence Describe(
        ScriptUnderTest script,
        string what,
        FaultPoint point,
        string problem
    ) =>
        new($"{script.Name}, {what} {point}: {problem}.")
        {
            Statement = point.Kind is FaultPointKind.DdlCommand or FaultPointKind.ElapsedTime
                ? null
                : script
                    .Script.Statements.FirstOrDefault(each => each.Ordinal == point.Number)
                    ?.Summary,
        };
}
