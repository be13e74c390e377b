using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Compares two images where everything has to be the same.</summary>
internal static class ImageComparison
{
    /// <summary>Every difference of schema and data; the order of columns is no difference.</summary>
    public static IReadOnlyList<Evidence> Differences(
        DatabaseImage expected,
        DatabaseImage actual
    ) => [.. SchemaDifferences(expected, actual), .. DataDifferences(expected, actual)];

    /// <summary>Differences of the schema.</summary>
    public static IEnumerable<Evidence> SchemaDifferences(
        DatabaseImage expected,
        DatabaseImage actual
    ) =>
        expected
            .Schema.DifferencesTo(actual.Schema)
            .Where(difference => !difference.IsColumnOrder)
            .Select(ScriptEvidence.Of);

    /// <summary>What of the expected data is not there.</summary>
    public static IEnumerable<Evidence> DataDifferences(
        DatabaseImage expected,
        DatabaseImage actual
    ) => DataComparison.Losses(expected.Data, actual.Data).Select(ScriptEvidence.Of);

    /// <summary>What to tell about columns that changed their order; empty if none did.</summary>
    public static IReadOnlyList<string> ColumnOrderNotes(
        DatabaseImage expected,
        DatabaseImage actual
    ) =>
        [
            .. expected
                .Schema.DifferencesTo(actual.Schema)
                .Where(difference =>
                    difference is { IsColumnOrder: true, Before: not null, After: not null }
                )
                .Select(difference => $"{difference}. The order of columns has no meaning in SQL."),
        ];
}
