using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Derives typical statements of an existing program from the tables of the base.</summary>
internal sealed class DerivedWriters(RowGenerator rows)
{
    private readonly List<string> _notes = [];

    /// <summary>Notes about tables for which no row could be generated.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Statements for each of the tables. This inserts rows into the database of the row generator.</summary>
    public async Task<IReadOnlyList<OldWriter>> DeriveAsync(
        IReadOnlyList<TableShape> tables,
        CancellationToken cancellation
    )
    {
        var writers = new List<OldWriter>();
        IReadOnlyList<TableShape> usable = [.. tables.Where(table => table.Columns.Count > 0)];
        var samplesOf =
            new Dictionary<TableShape, IReadOnlyList<IReadOnlyDictionary<string, string>>>();
        // Before the first row is inserted, since triggers may write rows to other tables.
        foreach (var table in usable)
        {
            samplesOf[table] = await rows.SamplesAsync(table, cancellation);
        }

        foreach (var table in usable)
        {
            writers.AddRange(WholeTable(table));
            var samples = samplesOf[table];
            foreach (var columns in new[] { RowColumns.Required, RowColumns.Usual, RowColumns.All })
            {
                var attempt = await rows.InsertAsync(table, columns, cancellation);
                if (attempt.Row is not { } row)
                {
                    _notes.Add(attempt.Obstacle!);
                    break;
                }

                writers.AddRange(columns == RowColumns.All ? Positional(row) : Named(row, samples));
            }

            writers.AddRange(InOtherCase(table, samples));
        }

        return writers;
    }

    /// <summary>Statements that read or write all rows.</summary>
    private static IEnumerable<OldWriter> WholeTable(TableShape table)
    {
        yield return new(null, [], $"select {Columns(table)} from {table.Name}")
        {
            WholeTable = table.Name,
        };
        var writable = table
            .Columns.Where(column => column is { IsGenerated: false, IsAlwaysIdentity: false })
            .ToArray();
        if (writable.Length > 0)
        {
            yield return new(
                table.Name,
                [],
                $"update {table.Name} set "
                    + $"{string.Join(", ", writable.Select(column => $"{column.Name} = {column.Name}"))}"
            )
            {
                WholeTable = table.Name,
            };
        }

        yield return new(table.Name, [], $"delete from {table.Name}") { WholeTable = table.Name };
    }

    /// <summary>A search for the texts of a row in other letters: a type or collation decides whether it finds the row.</summary>
    private static IEnumerable<OldWriter> InOtherCase(
        TableShape table,
        IReadOnlyList<IReadOnlyDictionary<string, string>> samples
    )
    {
        var searched = table
            .Columns.Where(column => samples.Count > 0 && IsText(column))
            .Select(column => (column.Name, Is: samples[0][column.Name]))
            .Where(column => column.Is[0] == '\'')
            .Select(column => (column.Name, column.Is, Sought: OtherCase(column.Is)))
            .Where(column => column.Sought != column.Is)
            .ToList();
        if (searched.Count > 0)
        {
            yield return new(
                null,
                [],
                $"select {string.Join(", ", searched.Select(column => column.Name))} from {table.Name} where "
                    + string.Join(
                        " or ",
                        searched.Select(column => $"{column.Name} = {column.Sought}")
                    )
            );
        }
    }

    private static bool IsText(ColumnShape column) =>
        column.DeclaredType.StartsWith("text", StringComparison.Ordinal)
        || column.DeclaredType.StartsWith("character", StringComparison.Ordinal)
        || column.DeclaredType.EndsWith("citext", StringComparison.Ordinal);

    private static string OtherCase(string literal) =>
        string.Concat(
            literal.Select(letter =>
                char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)
            )
        );

    private static IEnumerable<OldWriter> Named(
        GeneratedRow row,
        IReadOnlyList<IReadOnlyDictionary<string, string>> samples
    )
    {
        var table = row.Table;
        var before = Before(row);
        var unnumbered = string.Join(
            ", ",
            table.Columns.Where(column => !column.IsNumbered).Select(column => column.Name)
        );
        yield return new(
            table.Name,
            before,
            unnumbered.Length == 0 ? row.Sql : $"{row.Sql} returning {unnumbered}"
        );
        yield return new(table.Name, before, $"{row.Sql} on conflict do nothing");
        yield return new(table.Name, before, InsertStatement.Of(table, WithNulls(row)));
        foreach (var key in table.Keys.Where(key => !key.IsPartial && row.Values.Count > 0))
        {
            var first = row.Values.First();
            yield return new(
                table.Name,
                before,
                $"{row.Sql} on conflict ({string.Join(", ", key.Columns)}) do update set {first.Key} = "
                    + $"excluded.{first.Key}"
            );
        }

        foreach (var sample in samples.Take(2))
        {
            yield return new(table.Name, before, InsertStatement.Of(table, CopyOf(row, sample)));
            if (table.PrimaryKey is { Count: > 0 } key)
            {
                var where = string.Join(
                    " and ",
                    key.Select(column => $"{column} = {sample[column]}")
                );
                var changes = row
                    .Values.Where(value =>
                        !IsUnique(table, value.Key) && !IsReference(table, value.Key)
                    )
                    .ToArray();
                if (changes.Length > 0)
                {
                    yield return new(
                        table.Name,
                        [],
                        $"update {table.Name} set "
                            + $"{string.Join(", ", changes.Select(value => $"{value.Key} = {value.Value.Literal}"))} "
                            + $"where {where}"
                    );
                }

                yield return new(table.Name, [], $"delete from {table.Name} where {where}");
            }
        }
    }

    /// <summary>An explicit NULL in every nullable column.</summary>
    private static Dictionary<string, GeneratedValue> WithNulls(GeneratedRow row) =>
        row
            .Table.Columns.Where(column =>
                row.Values.ContainsKey(column.Name)
                || column is { IsNotNull: false, IsGenerated: false }
            )
            .ToDictionary(
                column => column.Name,
                column => column.IsNotNull ? row.Values[column.Name] : GeneratedValue.Plain("NULL"),
                StringComparer.Ordinal
            );

    /// <summary>
    /// A copy of an existing row with new values in unique columns: other columns must not have become unique.
    /// </summary>
    private static Dictionary<string, GeneratedValue> CopyOf(
        GeneratedRow row,
        IReadOnlyDictionary<string, string> sample
    ) =>
        row.Values.ToDictionary(
            value => value.Key,
            value =>
                IsUnique(row.Table, value.Key)
                    ? value.Value
                    : GeneratedValue.Plain(sample[value.Key]),
            StringComparer.Ordinal
        );

    private static IEnumerable<OldWriter> Positional(GeneratedRow row) =>
        [
            new(
                row.Table.Name,
                Before(row),
                $"insert into {row.Table.Name} values "
                    + $"({string.Join(", ", row.Table.Columns.Select(column => column.IsAlwaysIdentity || !row.Values.TryGetValue(column.Name, out var value) ? "default" : value.Literal))})"
            ),
        ];

    private static IReadOnlyList<string> Before(GeneratedRow row) =>
        [.. row.Parents.SelectMany(parent => parent.Statements)];

    private static bool IsUnique(TableShape table, string column) =>
        table.Keys.Any(key => key.Columns.Contains(column, StringComparer.Ordinal));

    private static bool IsReference(TableShape table, string column) =>
        table.ForeignKeys.Any(key => key.Columns.Contains(column, StringComparer.Ordinal));

    private static string Columns(TableShape table) =>
        string.Join(", ", table.Columns.Select(column => column.Name));
}
