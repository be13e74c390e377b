using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Journeys;

/// <summary>A run of the way forward and, if it succeeds, of the way back.</summary>
/// <param name="Faults">What went wrong.</param>
/// <param name="Added">The facts of the schema that the way forward added or changed.</param>
internal sealed record Journey(IReadOnlyList<Fault> Faults, IReadOnlyList<SchemaDifference> Added)
{
    /// <summary>Goes there and back on a database that is in the state before.</summary>
    public static async Task<Journey> MakeAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var before = await trial.ImageAsync(database, cancellation);
        var up = await trial.UpAsync(database, cancellation: cancellation);
        var after = await trial.ImageAsync(database, cancellation);
        if (up.Error is { } refusal)
        {
            return new Journey(
                [
                    new(Stage.Applies, ScriptEvidence.Of("The way forward fails", refusal)),
                    .. ImageComparison
                        .Differences(before, after)
                        .Select(left => new Fault(
                            Stage.RefusesCleanly,
                            left with
                            {
                                Text =
                                    $"The way forward fails ({refusal}) and leaves a change: {left.Text}",
                                Statement = refusal.Statement?.Summary,
                            }
                        )),
                ],
                []
            );
        }

        var changes = before.Schema.DifferencesTo(after.Schema);
        List<Fault> faults =
        [
            .. ImageComparison
                .DataDifferences(before, after)
                .Select(lost => new Fault(Stage.PreservesData, lost)),
            .. changes
                .Where(change => change is { IsColumnOrder: false, Before: not null })
                .Select(change => new Fault(Stage.PreservesSchema, ScriptEvidence.Of(change))),
        ];
        var down = await trial.DownAsync(database, cancellation: cancellation);
        if (down.Error is { } error)
        {
            faults.Add(new(Stage.Returns, ScriptEvidence.Of("The way back fails", error)));
        }
        else
        {
            faults.AddRange(
                ImageComparison
                    .Differences(before, await trial.ImageAsync(database, cancellation))
                    .Select(left => new Fault(
                        Stage.Reverses,
                        left with
                        {
                            Text = $"After the way back: {left.Text}",
                        }
                    ))
            );
        }

        return new Journey(faults, [.. changes.Where(change => !change.IsColumnOrder)]);
    }
}
