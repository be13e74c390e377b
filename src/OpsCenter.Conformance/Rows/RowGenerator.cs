using Npgsql;

namespace OpsCenter.Conformance.Rows;

/// <summary>
/// Generates rows for the tables of a database and inserts each in its own transaction. The same seed on the same
/// database gives the same rows. The catalog and the existing rows are read once. Not thread-safe.
/// </summary>
internal sealed class RowGenerator
{
    /// <summary>Given values are often what the server refuses: then no other value of the row helps.</summary>
    private const int MaximumWithValues = 30;

    private readonly NpgsqlDataSource _dataSource;
    private readonly SampleRows _samples;
    private readonly ValueGenerator _values;
    private int _number;

    private RowGenerator(NpgsqlDataSource dataSource, TableCatalog catalog, int seed)
    {
        _dataSource = dataSource;
        Catalog = catalog;
        _samples = new SampleRows(dataSource);
        _values = new ValueGenerator(catalog);
        _number = 1000 + (int)((uint)seed % 90 * 100);
    }

    /// <summary>The tables of the database.</summary>
    public TableCatalog Catalog { get; }

    /// <summary>Reads the catalog.</summary>
    /// <param name="dataSource">The database.</param>
    /// <param name="seed">The seed of the values.</param>
    /// <param name="excluded">Schemas, and tables with their schema, to leave out.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<RowGenerator> ReadAsync(
        NpgsqlDataSource dataSource,
        int seed = 0,
        IReadOnlyList<string>? excluded = null,
        CancellationToken cancellation = default
    ) =>
        new(
            dataSource,
            await TableCatalog.ReadAsync(dataSource, excluded ?? [], cancellation),
            seed
        );

    /// <summary>Inserts a generated row; returns the reason if the table accepts none.</summary>
    /// <param name="table">A table of the catalog.</param>
    /// <param name="columns">The columns that get a value.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<RowAttempt> InsertAsync(
        TableShape table,
        RowColumns columns,
        CancellationToken cancellation = default
    ) => InsertAsync(table, columns, depth: 0, cancellation);

    /// <summary>At most 20 rows that the table held at first use, as literals by column.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SamplesAsync(
        TableShape table,
        CancellationToken cancellation = default
    ) => _samples.OfAsync(table, cancellation);

    /// <summary>Another value for a column of a table, instead of one of its type; it may return null.</summary>
    public Func<TableShape, ColumnShape, int, GeneratedValue?>? Narrow { get; set; }

    /// <summary>Inserts a row with these values; no row if the table accepts none that has them.</summary>
    public async Task<RowAttempt> InsertAsync(
        TableShape table,
        IReadOnlyDictionary<string, GeneratedValue> values,
        CancellationToken cancellation
    ) => await InsertAsync(table, RowColumns.Usual, 0, cancellation, values);

    /// <summary>A new text of at least this length.</summary>
    public GeneratedValue LongText(int length)
    {
        var text = FormattableString.Invariant($"new-{++_number}-").PadRight(length, 'x');
        return new GeneratedValue(ValueGenerator.Literal(text), [text]);
    }

    /// <summary>A new number of this size for the column.</summary>
    public GeneratedValue Number(NumericLimits size, ColumnShape column) =>
        NumericGenerator.OfSize(size, NumericLimits.Of(column.Modifier), ++_number);

    /// <summary>A new unique value for the column; null if its type is not supported.</summary>
    public GeneratedValue? Value(ColumnShape column) =>
        _values.Generate(column.TypeOid, column.Modifier, ++_number);

    private GeneratedValue? Value(TableShape table, ColumnShape column)
    {
        var number = ++_number;
        return Narrow?.Invoke(table, column, number)
            ?? _values.Generate(column.TypeOid, column.Modifier, number);
    }

    private async Task<RowAttempt> InsertAsync(
        TableShape table,
        RowColumns columns,
        int depth,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, GeneratedValue>? values = null
    )
    {
        var samples = await _samples.OfAsync(table, cancellation);
        var draft = new RowDraft(
            table,
            columns,
            Catalog,
            column => Value(table, column),
            samples,
            values
        );
        if (await AddReferencesAsync(draft, depth, cancellation) is { } missing)
        {
            return new RowAttempt(null, missing);
        }

        PostgresException? first = null;
        for (var attempt = 0; attempt < 400; attempt++)
        {
            var row = draft.Row;
            var refusal = await TryAsync(row.Sql, cancellation);
            if (refusal is null)
            {
                return new RowAttempt(row, null);
            }

            if (values is not null && attempt >= MaximumWithValues)
            {
                break;
            }

            first ??= refusal;
            if (!draft.Adjust(refusal))
            {
                break;
            }
        }

        return new RowAttempt(
            null,
            $"No row could be inserted into {table.Name}. The first attempt failed: {first?.MessageText} "
                + $"({first?.SqlState})."
        );
    }

    /// <summary>
    /// Chooses the rows to reference, and generates them if there are none. Returns an obstacle, or null.
    /// </summary>
    private async Task<string?> AddReferencesAsync(
        RowDraft draft,
        int depth,
        CancellationToken cancellation
    )
    {
        foreach (var key in draft.Table.ForeignKeys.Where(draft.Uses))
        {
            if (Catalog.Find(key.Table) is not { } parent)
            {
                return $"No row could be inserted into {draft.Table.Name}: it references {key.Table}, which is not "
                    + "among the tables of the base.";
            }

            var candidates = (await _samples.OfAsync(parent, cancellation))
                .Select(row => key.Referenced.Select(column => row[column]).ToArray())
                .Where(row => row.All(value => value != "NULL"))
                .ToList();
            var needed = key.Columns.Any(column => draft.Table.Find(column)!.IsNotNull);
            // In a table that references itself, the first row has no reference.
            if ((candidates.Count == 0 || draft.IsUnique(key)) && needed && depth < 5)
            {
                var generated = await InsertAsync(parent, RowColumns.All, depth + 1, cancellation);
                if (generated.Row is null)
                {
                    return generated.Obstacle;
                }

                candidates.Insert(
                    0,
                    [.. key.Referenced.Select(column => generated.Row.Values[column].Literal)]
                );
                draft.Parents.Add(generated.Row);
            }

            if (candidates.Count == 0 && needed)
            {
                return $"No row could be inserted into {draft.Table.Name}: it and {key.Table} reference each other.";
            }

            draft.AddReference(key, candidates);
        }

        return null;
    }

    private async Task<PostgresException?> TryAsync(string sql, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _dataSource.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(sql) } };
            await batch.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal;
        }
    }
}
