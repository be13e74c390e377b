using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Comparisons;

/// <summary>Compares two database images that must be equal. The order of columns is ignored.</summary>
internal static class ImageComparison
{
    /// <summary>All differences of schema and data.</summary>
    public static IReadOnlyList<Evidence> Differences(
        DatabaseImage expected,
        DatabaseImage actual
    ) => [.. SchemaDifferences(expected, actual), .. DataDifferences(expected, actual)];

    /// <summary>All differences, except in the values of volatile columns.</summary>
    /// <param name="expected">The expected image.</param>
    /// <param name="actual">The actual image.</param>
    /// <param name="volatileColumns">Columns whose values differ in every run.</param>
    public static IReadOnlyList<Evidence> Differences(
        DatabaseImage expected,
        DatabaseImage actual,
        IReadOnlySet<(string Table, string Column)> volatileColumns
    )
    {
        return Differences(WithoutVolatile(expected), WithoutVolatile(actual));

        DatabaseImage WithoutVolatile(DatabaseImage image) =>
            image with
            {
                Data = image.Data.Where(
                    (table, column) => !volatileColumns.Contains((table.Name, column))
                ),
            };
    }

    /// <summary>The differences of the schema.</summary>
    public static IEnumerable<Evidence> SchemaDifferences(
        DatabaseImage expected,
        DatabaseImage actual
    ) =>
        expected
            .Schema.DifferencesTo(actual.Schema)
            .Where(difference => !difference.IsColumnOrder)
            .Select(EvidenceFactory.From);

    /// <summary>The expected data that is missing or changed.</summary>
    public static IEnumerable<Evidence> DataDifferences(
        DatabaseImage expected,
        DatabaseImage actual
    ) => DataComparison.Losses(expected.Data, actual.Data).Select(EvidenceFactory.From);

    /// <summary>Notes about columns whose position changed.</summary>
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
