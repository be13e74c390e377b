using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Trials;

/// <summary>A run of the up script and, if it succeeds, of the down script.</summary>
/// <param name="Failures">The checks that failed.</param>
/// <param name="Added">The schema facts that the up script added or changed.</param>
internal sealed record UpDownRun(
    IReadOnlyList<StageFailure> Failures,
    IReadOnlyList<SchemaDifference> Added
)
{
    /// <summary>Runs both scripts on a database that has not been migrated.</summary>
    /// <param name="trial">The migration.</param>
    /// <param name="createBase">Creates that database, each time the same.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<UpDownRun> RunAsync(
        Trial trial,
        Func<CancellationToken, Task<ScratchDatabase>> createBase,
        CancellationToken cancellation
    )
    {
        await using var database = await createBase(cancellation);
        var before = await trial.ImageAsync(database, cancellation);
        var up = await trial.UpAsync(database, cancellation: cancellation);
        var after = await trial.ImageAsync(database, cancellation);
        if (up.Error is { } refusal)
        {
            return new UpDownRun(
                [
                    new(Stage.Applies, EvidenceFactory.From("The up script fails", refusal)),
                    .. Changes(before, after)
                        .Select(left => new StageFailure(
                            Stage.RefusesCleanly,
                            left with
                            {
                                Text =
                                    $"The up script fails ({refusal}) and leaves a change: {left.Text}",
                                Statement = refusal.Statement?.Summary,
                            }
                        )),
                ],
                []
            );
        }

        var changes = before.Schema.DifferencesTo(after.Schema);
        List<StageFailure> failures =
        [
            .. DataComparison
                .Losses(before.Data, after.Data)
                .Where(lost => lost is { IsGap: false, IsAddition: false, IsRefreshed: false })
                .Select(lost => new StageFailure(Stage.PreservesData, EvidenceFactory.From(lost))),
            .. changes
                .Where(change => change is { IsColumnOrder: false, Before: not null })
                .Select(change => new StageFailure(
                    Stage.PreservesSchema,
                    EvidenceFactory.From(change)
                )),
        ];
        var down = await trial.DownAsync(database, cancellation: cancellation);
        if (down.Error is { } error)
        {
            failures.Add(
                new(Stage.RollsBack, EvidenceFactory.From("The down script fails", error))
            );
        }
        else
        {
            var reverted = await trial.ImageAsync(database, cancellation);
            var unavoidable = UnavoidableDifferences.Of(trial, createBase, before.Data, after.Data);
            var (data, _) = await unavoidable.LeaveOutAsync(
                DataComparison.Losses(before.Data, reverted.Data),
                cancellation
            );
            failures.AddRange(
                ImageComparison
                    .SchemaDifferences(before, reverted)
                    .Concat(
                        // On such a base a materialized view may be out of date before the up script.
                        data.Where(lost => !lost.IsRefreshed).Select(EvidenceFactory.From)
                    )
                    .Select(left => new StageFailure(
                        Stage.Reverses,
                        left with
                        {
                            Text = $"After the down script: {left.Text}",
                        }
                    ))
            );
        }

        return new UpDownRun(failures, [.. changes.Where(change => !change.IsColumnOrder)]);
    }

    /// <summary>A sequence that only moved on is no difference: an INSERT moves it even if it is undone.</summary>
    private static IEnumerable<Evidence> Changes(DatabaseImage expected, DatabaseImage actual) =>
        ImageComparison
            .SchemaDifferences(expected, actual)
            .Concat(
                DataComparison
                    .Losses(expected.Data, actual.Data)
                    .Where(lost => !lost.IsGap)
                    .Select(EvidenceFactory.From)
            );
}
