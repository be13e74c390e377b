using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// preserves-data: after the up script every row and value of the base is unchanged, compared as text of the server.
/// </summary>
internal sealed class PreservesData : Law
{
    public override string Id => "preserves-data";

    public override string Promise =>
        "After the up script every row of the base exists with exactly the same values, and sequences moved only "
        + "by numbers that they gave to new rows.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var before = (await trial.BaseImageAsync(cancellation)).Data;
        var renames = Renames.Undo(before, (await trial.MigratedImageAsync(cancellation)).Data);
        var all = DataComparison.Losses(before, renames.Data);
        // A view that is refreshed follows its tables. That one is dropped, is told.
        var refreshed = all.Where(difference => difference.IsRefreshed).ToList();
        var differences = all.Except(refreshed).ToList();
        // That a table without rows is missing, is a loss all the same.
        if (before.IsEmpty && differences.All(difference => difference.IsAddition))
        {
            return LawOutcome.NothingToCheck(
                "The base has no row and no sequence. Show rows with --data."
            );
        }

        var unavoidable = await UnavoidableDifferences.OfAsync(trial, cancellation);
        var (losses, gaps) = await unavoidable.LeaveOutAsync(
            [.. differences.Where(difference => !difference.IsAddition)],
            cancellation
        );
        return LawOutcome.Of(
            losses.Select(EvidenceFactory.From),
            [
                .. renames.Notes,
                .. gaps,
                .. refreshed.Select(difference =>
                    $"This loses no data, since a materialized view follows its tables: {difference}."
                ),
                .. differences
                    .Where(difference => difference.IsAddition)
                    .Select(difference => $"This loses no data: {difference}."),
            ]
        );
    }
}
