using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>round-trip: up, down and up has the same result as up.</summary>
internal sealed class RoundTrip : Law
{
    public override string Id => "round-trip";

    public override string Promise =>
        "Applying, rolling back and applying again has the same result as applying once.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var down = await trial.DownAsync(database, cancellation: cancellation);
        if (down.Error is { } stuck)
        {
            return LawOutcome.Of([EvidenceFactory.From("The down script fails", stuck)]);
        }

        var between = await trial.ImageAsync(database, cancellation);
        var up = await trial.UpAsync(database, cancellation: cancellation);
        if (up.Error is { } error)
        {
            return LawOutcome.Of([
                EvidenceFactory.From("The up script fails after the down script", error),
            ]);
        }

        var expected = await trial.MigratedImageAsync(cancellation);
        var actual = await trial.ImageAsync(database, cancellation);
        var (data, notes) = await DifferencesAsync(trial, expected, actual, cancellation);
        // A row that is made again gets the next number, and so do rows that refer to it. The same happens where the numbers are given away.
        if (
            data.Count > 0
            && await WithNumbersOfAsync(trial, between.Data, cancellation) is { } numbered
        )
        {
            (data, notes) = await DifferencesAsync(trial, numbered, actual, cancellation);
        }

        return LawOutcome.Of(
            [
                .. ImageComparison.SchemaDifferences(expected, actual),
                .. data.Select(EvidenceFactory.From),
            ],
            [.. ImageComparison.ColumnOrderNotes(expected, actual), .. notes]
        );
    }

    private static async Task<(
        IReadOnlyList<DataDifference> Others,
        IReadOnlyList<string> Notes
    )> DifferencesAsync(
        Trial trial,
        DatabaseImage expected,
        DatabaseImage actual,
        CancellationToken cancellation
    )
    {
        var volatileColumns = await trial.VolatileColumnsAsync(cancellation);
        var unavoidable = await UnavoidableDifferences.OfAsync(trial, cancellation);
        return await unavoidable.LeaveOutAsync(
            DataComparison.Losses(Stable(expected.Data), Stable(actual.Data)),
            cancellation
        );

        DataSnapshot Stable(DataSnapshot all) =>
            all.Where((table, column) => !volatileColumns.Contains((table.Name, column)));
    }

    /// <summary>
    /// The image after the up script on a base whose sequences have moved on as in a snapshot; null if none has, or if the up script fails.
    /// </summary>
    private static async Task<DatabaseImage?> WithNumbersOfAsync(
        Trial trial,
        DataSnapshot numbers,
        CancellationToken cancellation
    )
    {
        var before = (await trial.BaseImageAsync(cancellation)).Data;
        var moved = DataComparison
            .Losses(before, numbers)
            .Where(difference => difference.IsGap)
            .ToDictionary(
                difference => difference.Table,
                difference => numbers.Sequences[difference.Table],
                StringComparer.Ordinal
            );
        if (moved.Count == 0)
        {
            return null;
        }

        await using var database = await trial.CreateBaseAsync(cancellation);
        await DataSnapshot.SetAsync(database, moved, cancellation);
        var up = await trial.UpAsync(database, cancellation: cancellation);
        return up.Succeeded ? await trial.ImageAsync(database, cancellation) : null;
    }
}
