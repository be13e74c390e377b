using OpsCenter.Conformance.Convergence;
using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Tries a fault at the points of both scripts, until the first evidence of each.</summary>
internal static class FaultSweep
{
    /// <summary>What one point comes to: null, or what is wrong.</summary>
    public delegate Task<string?> Attempt(
        Course course,
        FaultPoint point,
        CancellationToken cancellation
    );

    public static async Task<LawOutcome> RunAsync(
        Trial trial,
        string what,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var evidence = new List<Evidence>();
        var notes = new List<string>();
        foreach (var course in await Course.BothAsync(trial, cancellation))
        {
            var points = await FaultPoints.OfAsync(course, trial.Seed, 30, 12, cancellation);
            notes.Add(points.Note(course));
            foreach (var point in points.Tried)
            {
                if (await attempt(course, point, cancellation) is not { } problem)
                {
                    continue;
                }

                var statement =
                    point.Place == FaultPlace.Command
                        ? null
                        : course.Script.Statements.FirstOrDefault(each =>
                            each.Ordinal == point.Number
                        );
                evidence.Add(
                    new Evidence($"{course.Name}, {what} {point}: {problem}.")
                    {
                        Statement = statement?.Summary,
                    }
                );
                break;
            }
        }

        return LawOutcome.Of(evidence, notes);
    }
}
