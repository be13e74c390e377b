using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Planning;

/// <summary>A plan that somebody reviewed. A run that would do anything else is refused.</summary>
/// <param name="Origin">Where the plan is kept, for messages.</param>
/// <param name="Outline">What the plan says.</param>
public sealed record ApprovedPlan(string Origin, PlanOutline Outline)
{
    private const int MostDifferences = 20;

    /// <summary>Compares what a run would do now with the plan.</summary>
    /// <param name="now">What it would do.</param>
    /// <param name="resumes">
    /// Whether an interrupted run in the same direction is resumed: then what that one has done of the plan may be missing.
    /// </param>
    /// <exception cref="PlanChangedException">They differ.</exception>
    public void EnsureSame(PlanOutline now, bool resumes = false)
    {
        if (Outline.Subject != now.Subject)
        {
            throw new PlanChangedException(
                $"{Origin} is a plan to {Outline.Subject}, and this run would {now.Subject}. Nothing was run.",
                "Give the plan of this run, or run what the plan is of."
            );
        }

        if (Outline.Fingerprint == now.Fingerprint)
        {
            return;
        }

        var differences = resumes
            ? [.. now.Beyond(Outline).Select(line => $"  not planned: {line}")]
            : Differences(now);
        if (resumes && differences.Count == 0)
        {
            return;
        }

        throw new PlanChangedException(
            string.Join(
                '\n',
                differences
                    .Take(MostDifferences)
                    .Prepend(
                        $"The database or the scripts have changed since {Origin} was made. Nothing was run."
                    )
                    .Concat(
                        differences.Count > MostDifferences
                            ? [$"  and {differences.Count - MostDifferences} more differences"]
                            : []
                    )
            ),
            $"Make the plan again, review it, and run that one: opscenter plan{(now.IsRollback ? " --rollback" : "")} --out, with the options of this run."
        );
    }

    /// <summary>The same for a folder, of which the first migrations of the plan may be done: a run that goes on does the others in their order.</summary>
    /// <exception cref="PlanChangedException">It would do something else.</exception>
    public void EnsureSameOrEnd(PlanOutline now) => EnsureSame(now, now.IsEndOf(Outline));

    private List<string> Differences(PlanOutline now)
    {
        var gone = Outline
            .Lines.Except(now.Lines, StringComparer.Ordinal)
            .Select(line => $"  planned, and not now: {line}");
        var come = now
            .Lines.Except(Outline.Lines, StringComparer.Ordinal)
            .Select(line => $"  not planned: {line}");
        var all = gone.Concat(come).ToList();
        return all.Count > 0
            ? all
            : ["  the same steps in another order, or another number of times"];
    }
}
