using System.Globalization;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Compares the result of a statement with its result on the base.</summary>
internal static class WriterComparison
{
    /// <summary>A description of the first relevant difference; null if there is none.</summary>
    /// <param name="writer">The statement.</param>
    /// <param name="first">Its result on the base.</param>
    /// <param name="second">
    /// Its result on another copy of the base. Values that differ between the two copies are ignored.
    /// </param>
    /// <param name="migrated">Its result after the migration.</param>
    /// <param name="table">Its table; null if it is not known.</param>
    public static string? Difference(
        OldWriter writer,
        WriterResult first,
        WriterResult second,
        WriterResult migrated,
        TableShape? table
    )
    {
        var numbered = Numbered(table);
        var seeded = SeededRows.Of(first, migrated);
        if (migrated.SqlState is null && first.IsFaultOfATrigger)
        {
            // The migration corrects it, and nobody relies on such an error.
            return null;
        }

        if (first.SqlState != migrated.SqlState)
        {
            return $"{Outcome(first)} before, {Outcome(migrated)} after";
        }

        var affected =
            writer.WholeTable is not null && migrated.Affected > 0
                ? migrated.Affected - seeded.Count
                : migrated.Affected;
        if (first.Affected != affected)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{first.Affected} rows written before, {migrated.Affected} after"
            );
        }

        var places = first
            .Columns.Select(column => migrated.Columns.ToList().IndexOf(column))
            .ToArray();
        if (places.Contains(-1))
        {
            return "the result lacks some of its columns";
        }

        var isOrdered = writer.Sql.Contains("order by", StringComparison.OrdinalIgnoreCase);
        return DifferentRows.Between(
                "returns",
                table,
                first.Columns,
                first.Rows,
                second.Rows,
                SeededRows.Without(
                    [.. migrated.Rows.Select(row => places.Select(place => row[place]).ToArray())],
                    writer.WholeTable is null ? [] : seeded
                ),
                isOrdered
            )
            ?? (
                migrated.TableRows is null
                    ? null
                    : DifferentRows.Between(
                        "leaves",
                        table,
                        [
                            .. (table?.Columns ?? []).Select(column =>
                                DifferentRows.Unquoted(column.Name)
                            ),
                        ],
                        SeededRows.Unnumbered(first.TableRows ?? [], first.Initial, numbered),
                        SeededRows.Unnumbered(second.TableRows ?? [], second.Initial, numbered),
                        SeededRows.Unnumbered(
                            SeededRows.Without(migrated.TableRows, seeded),
                            migrated.Initial,
                            numbered
                        ),
                        isOrdered: false
                    )
            )
            ?? (
                // Triggers write as much more as there are more rows. Statements on single rows tell of another effect.
                writer.WholeTable
                    is not null
                && seeded.Count > 0
                    ? null
                    : OtherTables(writer, first, second, migrated)
            );
    }

    /// <summary>Rows of other tables that triggers, rules or foreign keys write.</summary>
    private static string? OtherTables(
        OldWriter writer,
        WriterResult first,
        WriterResult second,
        WriterResult migrated
    ) =>
        first
            .Written.Keys.Union(migrated.Written.Keys, StringComparer.Ordinal)
            .Where(table => table != (writer.Table ?? writer.WholeTable))
            .Select(table =>
                (
                    table,
                    before: first.Written.GetValueOrDefault(table),
                    again: second.Written.GetValueOrDefault(table),
                    after: migrated.Written.GetValueOrDefault(table)
                )
            )
            .Where(written => written.before == written.again && written.before != written.after)
            .Select(written =>
                $"it writes other rows of {written.table}: {written.before} before, {written.after} after"
            )
            .FirstOrDefault();

    private static string Outcome(WriterResult result) =>
        result.SqlState is null ? "it succeeded" : $"{result.SqlState} ({result.Message})";

    /// <summary>The places of the columns that a sequence fills.</summary>
    private static HashSet<int> Numbered(TableShape? table) =>
        [
            .. (table?.Columns ?? [])
                .Index()
                .Where(column => column.Item.IsNumbered)
                .Select(column => column.Index),
        ];
}
