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
        "After the up script every row of the base exists with exactly the same values, and no sequence has moved.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var before = (await trial.BaseImageAsync(cancellation)).Data;
        var renames = Renames.Undo(before, (await trial.MigratedImageAsync(cancellation)).Data);
        var differences = DataComparison.Losses(before, renames.Data);
        // That a table without rows is missing, is a loss all the same.
        if (before.IsEmpty && differences.All(difference => difference.IsAddition))
        {
            return LawOutcome.NothingToCheck(
                "The base has no row and no sequence. Show rows with --data."
            );
        }

        return LawOutcome.Of(
            differences.Where(difference => !difference.IsAddition).Select(EvidenceFactory.From),
            [
                .. renames.Notes,
                .. differences
                    .Where(difference => difference.IsAddition)
                    .Select(difference => $"This loses no data: {difference}."),
            ]
        );
    }
}
