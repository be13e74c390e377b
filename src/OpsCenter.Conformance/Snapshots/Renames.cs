using System.Globalization;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>Tables and columns that are there under another name or as a partition, with all their rows and values.</summary>
/// <param name="Data">The later snapshot with the earlier names.</param>
/// <param name="Notes">A note for each.</param>
internal sealed record Renames(DataSnapshot Data, IReadOnlyList<string> Notes)
{
    private const char Separator = '|';

    /// <summary>Finds what is missing of the earlier snapshot under a name that the earlier one does not have.</summary>
    public static Renames Undo(DataSnapshot earlier, DataSnapshot later)
    {
        var notes = new List<string>();
        var tables = later.Tables.ToDictionary(StringComparer.Ordinal);
        foreach (var before in earlier.Tables.Values.Where(one => !tables.ContainsKey(one.Name)))
        {
            var found = tables.Values.FirstOrDefault(now =>
                !earlier.Tables.ContainsKey(now.Name)
                && (
                    before.Oid == now.Oid
                    || before.Columns.SequenceEqual(now.Columns, StringComparer.Ordinal)
                        && AreSame(before, now)
                )
            );
            if (found is not null)
            {
                tables.Remove(found.Name);
                tables[before.Name] = found with { Name = before.Name };
                notes.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{before.Name} is renamed to {found.Name}; its {found.Rows.Count} rows are there."
                    )
                );
            }
        }

        foreach (var before in earlier.Tables.Values.Where(one => !tables.ContainsKey(one.Name)))
        {
            if (tables.Values.FirstOrDefault(now => IsPartOf(before, now, earlier)) is { } whole)
            {
                tables[before.Name] = before;
                notes.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{before.Name} is a partition of {whole.Name} now; its {before.Rows.Count} rows are there."
                    )
                );
            }
        }

        foreach (var before in earlier.Tables.Values)
        {
            if (tables.TryGetValue(before.Name, out var now))
            {
                tables[before.Name] = Undo(before, now, notes);
            }
        }

        var (attached, detached) = UndoDetached(
            earlier,
            UndoSequences(earlier, later.WithTables(tables), notes)
        );
        return new Renames(attached, [.. notes, .. detached]);
    }

    /// <summary>Finds rows of a partitioned table in a table that was its partition, and tells of them as if it still were.</summary>
    public static Renames UndoDetached(DataSnapshot earlier, DataSnapshot later)
    {
        var notes = new List<string>();
        var tables = later.Tables.ToDictionary(StringComparer.Ordinal);
        foreach (var before in earlier.Tables.Values.Where(one => one.IsPartitioned))
        {
            if (!tables.TryGetValue(before.Name, out var now))
            {
                continue;
            }

            var was = before.Project([.. before.Columns.Where(one => now.IndexOf(one) >= 0)]);
            now = now.Project(was.Columns);
            var missing = RowComparison.Without(was.Rows, now.Rows);
            foreach (
                var part in later
                    .Tables.Values.Where(part => !earlier.Tables.ContainsKey(part.Name))
                    .Select(part => part.Project(was.Columns))
                    .Where(part => part.Rows.Count > 0 && part.Columns.Count == was.Columns.Count)
            )
            {
                if (RowComparison.Without(part.Rows, missing).Count > 0)
                {
                    continue;
                }

                missing = RowComparison.Without(missing, part.Rows);
                now = now with { Rows = [.. now.Rows, .. part.Rows] };
                notes.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{part.Name} is no partition of {before.Name} any more; its {part.Rows.Count} rows are there."
                    )
                );
            }

            if (now.Rows.Count > tables[before.Name].Rows.Count)
            {
                tables[before.Name] = now;
            }
        }

        return new Renames(later.WithTables(tables), notes);
    }

    /// <summary>A sequence that is missing, and another one that stands where it stood: a table that is made anew has a new one.</summary>
    private static DataSnapshot UndoSequences(
        DataSnapshot earlier,
        DataSnapshot later,
        List<string> notes
    )
    {
        var sequences = later.Sequences.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, position) in earlier.Sequences)
        {
            var found = sequences.FirstOrDefault(now =>
                !earlier.Sequences.ContainsKey(now.Key) && now.Value == position
            );
            if (!sequences.ContainsKey(name) && found.Key is not null)
            {
                sequences.Remove(found.Key);
                sequences[name] = position;
                notes.Add($"{name} is replaced by {found.Key}, which also stands at {position}.");
            }
        }

        return later.WithSequences(sequences);
    }

    private static TableRows Undo(TableRows before, TableRows now, List<string> notes)
    {
        // With rows the values tell. Without any, a column that is dropped and made again is not the one that was there.
        if (before.Rows.Count == 0 && before.Oid == now.Oid)
        {
            now = now.Project([
                .. now.Columns.Where(column =>
                    before.IndexOf(column) < 0 || IsTheSameColumn(before, column, now, column)
                ),
            ]);
        }

        var kept = before.Columns.Where(column => now.IndexOf(column) >= 0).ToArray();
        foreach (var column in before.Columns.Except(kept, StringComparer.Ordinal))
        {
            var was = before.Project([.. kept, column]);
            var added = now.Columns.Where(one => before.IndexOf(one) < 0).ToArray();
            var found =
                added.FirstOrDefault(one => IsTheSameColumn(before, column, now, one))
                ?? (
                    HasValues(before, column)
                        ? added.FirstOrDefault(one => AreSame(was, now.Project([.. kept, one])))
                        : null
                );
            if (found is not null)
            {
                notes.Add(
                    $"Column {column} of {before.Name} is renamed to {found}"
                        + (
                            AreSame(was, now.Project([.. kept, found]))
                                ? string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"; its {before.Rows.Count} values are there."
                                )
                                : "."
                        )
                );
                now = now with
                {
                    Columns = [.. now.Columns.Select(name => name == found ? column : name)],
                };
            }
        }

        return now;
    }

    private static bool IsTheSameColumn(
        TableRows before,
        string column,
        TableRows now,
        string other
    ) =>
        before.Oid == now.Oid
        && before.Numbers.TryGetValue(column, out var number)
        && now.Numbers.TryGetValue(other, out var same)
        && number == same;

    /// <summary>Without any, every new column would have the same ones.</summary>
    private static bool HasValues(TableRows table, string column)
    {
        var at = table.IndexOf(column);
        return table.Rows.Any(row => row[at] != "NULL");
    }

    /// <summary>Whether a partitioned table has the rows of a table besides its own.</summary>
    private static bool IsPartOf(TableRows before, TableRows whole, DataSnapshot earlier) =>
        whole.IsPartitioned
        && before.Columns.All(column => whole.IndexOf(column) >= 0)
        && RowComparison
            .Without(
                before.Rows,
                RowComparison.Without(
                    whole.Project(before.Columns).Rows,
                    earlier.Tables.TryGetValue(whole.Name, out var was)
                        ? was.Project(before.Columns).Rows
                        : []
                )
            )
            .Count == 0;

    private static bool AreSame(TableRows one, TableRows other) =>
        one.Rows.Count == other.Rows.Count
        && Lines(one).SequenceEqual(Lines(other), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(TableRows table) =>
        table.Rows.Select(row => string.Join(Separator, row)).Order(StringComparer.Ordinal);
}
