using OpsCenter.Conformance.Convergence;
using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Tries a fault at the points of both scripts, until the first evidence of each.</summary>
internal static class FaultSweep
{
    private const int MostBoundaries = 16;
    private const int MostCommands = 6;
    private const int AtATime = 3;

    /// <summary>What one point comes to: null, or what is wrong.</summary>
    public delegate Task<string?> Attempt(
        Course course,
        FaultPoint point,
        CancellationToken cancellation
    );

    /// <param name="trial">The pair on its base.</param>
    /// <param name="what">What happens at a point, for the evidence.</param>
    /// <param name="moments">How many moments are tried beside the points.</param>
    /// <param name="attempt">The fault, and what it must not do.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<LawOutcome> RunAsync(
        Trial trial,
        string what,
        int moments,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var evidence = new List<Evidence>();
        var notes = new List<string>();
        foreach (var course in await trial.CoursesAsync(cancellation))
        {
            var points = (
                await FaultPoints.OfAsync(
                    course,
                    trial.Seed,
                    MostBoundaries,
                    MostCommands,
                    cancellation
                )
            ).WithMoments(moments, trial.Seed);
            notes.Add(points.Note(course));
            if (await FirstAsync(course, points, attempt, cancellation) is { } found)
            {
                evidence.Add(Describe(course, what, found.Point, found.Problem));
            }
        }

        return LawOutcome.Of(evidence, notes);
    }

    /// <summary>The first point in their order that shows something.</summary>
    private static async Task<(FaultPoint Point, string Problem)?> FirstAsync(
        Course course,
        FaultPoints points,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        foreach (var some in points.Tried.Chunk(AtATime))
        {
            var problems = await Task.WhenAll(
                some.Select(point => attempt(course, point, cancellation))
            );
            for (var at = 0; at < some.Length; at++)
            {
                if (problems[at] is { } problem)
                {
                    return (some[at], problem);
                }
            }
        }

        return null;
    }

    private static Evidence Describe(
        Course course,
        string what,
        FaultPoint point,
        string problem
    ) =>
        new($"{course.Name}, {what} {point}: {problem}.")
        {
            Statement = point.Place is FaultPlace.Command or FaultPlace.Moment
                ? null
                : course
                    .Script.Statements.FirstOrDefault(each => each.Ordinal == point.Number)
                    ?.Summary,
        };
}
