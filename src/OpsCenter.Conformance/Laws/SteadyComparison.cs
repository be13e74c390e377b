using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Compares what two runs left, without the values that are another thing each time.</summary>
internal static class SteadyComparison
{
    /// <summary>Every difference, in either direction.</summary>
    public static async Task<IReadOnlyList<Evidence>> DifferencesAsync(
        Trial trial,
        DatabaseImage expected,
        DatabaseImage actual,
        CancellationToken cancellation
    )
    {
        var volatileColumns = await trial.VolatileColumnsAsync(cancellation);
        return ImageComparison.Differences(Steady(expected), Steady(actual));

        DatabaseImage Steady(DatabaseImage image) =>
            image with
            {
                Data = image.Data.Where(
                    (table, column) => !volatileColumns.Contains((table.Name, column))
                ),
            };
    }
}
