using System.Globalization;

namespace OpsCenter.Conformance.Writers;

/// <summary>Compares the result of a statement with its result on the base.</summary>
internal static class WriterComparison
{
    private const string Volatile = "(varies)";
    private const string Hidden = "…";
    private const int MaximumShown = 8;

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

        var gone = first.FirstOrDefault(row =>
            !after.Contains(Line(row, masked), StringComparer.Ordinal)
        );
        var added = migrated.FirstOrDefault(row =>
            !before.Contains(Line(row, masked), StringComparer.Ordinal)
        );
        var others = Others(gone, added);
        return $"it {verb} different rows: {Shown(gone)} before, {Shown(added)} after";

        string Shown(IReadOnlyList<string?>? row) =>
            row is null ? "nothing" : Line(row, masked, others);
    }

    /// <summary>The places that wide rows have in common, which would hide the others.</summary>
    private static HashSet<int> Others(
        IReadOnlyList<string?>? one,
        IReadOnlyList<string?>? other
    ) =>
        one is { Count: > MaximumShown } && other?.Count == one.Count
            ? [.. Enumerable.Range(0, one.Count).Where(at => one[at] == other[at])]
            : [];

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
        var lines = rows.Select(row => Line(row, masked));
        return [.. isOrdered ? lines : lines.Order(StringComparer.Ordinal)];
    }

    private static string Line(
        IReadOnlyList<string?> row,
        HashSet<int> masked,
        HashSet<int>? hidden = null
    )
    {
        var shown = new List<string>();
        for (var at = 0; at < row.Count; at++)
        {
            if (hidden?.Contains(at) != true)
            {
                shown.Add(masked.Contains(at) ? Volatile : row[at] ?? "NULL");
            }
            else if (shown.Count == 0 || shown[^1] != Hidden)
            {
                shown.Add(Hidden);
            }
        }

        return $"({string.Join(", ", shown)})";
    }
}
