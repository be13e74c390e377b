using System.Globalization;

namespace OpsCenter.Conformance.Writers;

/// <summary>Compares the result of a statement with its result on the base.</summary>
internal static class WriterComparison
{
    private const string Volatile = "(varies)";

    /// <summary>A description of the first relevant difference; null if there is none.</summary>
    /// <param name="writer">The statement.</param>
    /// <param name="first">Its result on the base.</param>
    /// <param name="second">
    /// Its result on another copy of the base. Values that differ between the two copies are ignored.
    /// </param>
    /// <param name="migrated">Its result after the migration.</param>
    /// <param name="numbered">The places of the columns of its table that a sequence fills.</param>
    public static string? Difference(
        OldWriter writer,
        WriterResult first,
        WriterResult second,
        WriterResult migrated,
        IReadOnlySet<int> numbered
    )
    {
        var seeded = SeededRows.Of(first, migrated);
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
        return Difference(
                "returns",
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
                    : Difference(
                        "leaves",
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
            ?? OtherTables(writer, first, second, migrated);
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

    private static string? Difference(
        string verb,
        IReadOnlyList<IReadOnlyList<string?>> first,
        IReadOnlyList<IReadOnlyList<string?>> second,
        IReadOnlyList<IReadOnlyList<string?>> migrated,
        bool isOrdered
    )
    {
        var masked = Masked(first, second);
        var before = Lines(first, masked, isOrdered);
        var after = Lines(migrated, masked, isOrdered);
        if (before.SequenceEqual(after, StringComparer.Ordinal))
        {
            return null;
        }

        var gone = before.Except(after, StringComparer.Ordinal).FirstOrDefault();
        var added = after.Except(before, StringComparer.Ordinal).FirstOrDefault();
        return $"it {verb} different rows: {gone ?? "nothing"} before, {added ?? "nothing"} after";
    }

    /// <summary>The columns that differ between two copies of the base.</summary>
    private static HashSet<int> Masked(
        IReadOnlyList<IReadOnlyList<string?>> first,
        IReadOnlyList<IReadOnlyList<string?>> second
    ) =>
        [
            .. Enumerable
                .Range(0, first.Count == 0 ? 0 : first[0].Count)
                .Where(at =>
                    !first
                        .Select(row => row[at])
                        .Order(StringComparer.Ordinal)
                        .SequenceEqual(
                            second.Select(row => row[at]).Order(StringComparer.Ordinal),
                            StringComparer.Ordinal
                        )
                ),
        ];

    private static IReadOnlyList<string> Lines(
        IReadOnlyList<IReadOnlyList<string?>> rows,
        HashSet<int> masked,
        bool isOrdered
    )
    {
        var lines = rows.Select(row =>
            "("
            + string.Join(
                ", ",
                row.Select((value, at) => masked.Contains(at) ? Volatile : value ?? "NULL")
            )
            + ")"
        );
        return [.. isOrdered ? lines : lines.Order(StringComparer.Ordinal)];
    }
}
