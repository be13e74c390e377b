using Npgsql;

namespace OpsCenter.Conformance.Rows;

/// <summary>
/// Makes rows for the tables of a database and inserts them, each in a transaction of its own. The same seed on the same database makes
/// the same rows. It knows the catalog as it was when it was read, and the rows of that time; it is not for use by two at once.
/// </summary>
internal sealed class RowMaker
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly SampleRows _samples;
    private readonly ValueMaker _values;
    private int _number;

    private RowMaker(NpgsqlDataSource dataSource, TableCatalog catalog, int seed)
    {
        _dataSource = dataSource;
        Catalog = catalog;
        _samples = new SampleRows(dataSource);
        _values = new ValueMaker(catalog);
        _number = 1000 + (int)((uint)seed % 90 * 100);
    }

    /// <summary>The tables.</summary>
    public TableCatalog Catalog { get; }

    /// <summary>Reads the catalog.</summary>
    /// <param name="dataSource">The database.</param>
    /// <param name="seed">What the values begin with.</param>
    /// <param name="excluded">Schemas, and tables with theirs, that are left alone.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<RowMaker> ReadAsync(
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

    /// <summary>Makes a row and inserts it; says why if the table takes none.</summary>
    /// <param name="table">One of the catalog's.</param>
    /// <param name="columns">Which columns get a value.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<RowAttempt> InsertAsync(
        TableShape table,
        RowColumns columns,
        CancellationToken cancellation = default
    ) => InsertAsync(table, columns, depth: 0, cancellation);

    /// <summary>At most twenty of the rows that the table held when it was first looked at: columns to literals.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SamplesAsync(
        TableShape table,
        CancellationToken cancellation = default
    ) => _samples.OfAsync(table, cancellation);

    /// <summary>A value for a column that no other value made here is equal to; null if nothing is known of its type.</summary>
    public MadeValue? Value(ColumnShape column) =>
        _values.Make(column.TypeOid, column.Modifier, ++_number);

    private async Task<RowAttempt> InsertAsync(
        TableShape table,
        RowColumns columns,
        int depth,
        CancellationToken cancellation
    )
    {
        var samples = await _samples.OfAsync(table, cancellation);
        var draft = new RowDraft(table, columns, Catalog, Value, samples);
        if (await ReferAsync(draft, depth, cancellation) is { } missing)
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

            first ??= refusal;
            if (!draft.Learn(refusal))
            {
                break;
            }
        }

        return new RowAttempt(
            null,
            $"No row could be made for {table.Name}: none of those tried was taken, the first for this reason: {first?.MessageText} ({first?.SqlState})."
        );
    }

    /// <summary>Chooses the rows to which the new one refers, and makes them where there are none. Returns an obstacle, or null.</summary>
    private async Task<string?> ReferAsync(
        RowDraft draft,
        int depth,
        CancellationToken cancellation
    )
    {
        foreach (var key in draft.Table.ForeignKeys.Where(draft.Names))
        {
            if (Catalog.Find(key.Table) is not { } parent)
            {
                return $"No row could be made for {draft.Table.Name}: {key.Table}, to which it refers, is not among the tables looked at.";
            }

            var candidates = (await _samples.OfAsync(parent, cancellation))
                .Select(row => key.Referenced.Select(column => row[column]).ToArray())
                .Where(row => row.All(value => value != "NULL"))
                .ToList();
            var needed = key.Columns.Any(column => draft.Table.Find(column)!.IsNotNull);
            // A table that refers to itself begins with a row that refers to none.
            if ((candidates.Count == 0 || draft.IsUnique(key)) && needed && depth < 5)
            {
                var made = await InsertAsync(parent, RowColumns.All, depth + 1, cancellation);
                if (made.Row is null)
                {
                    return made.Obstacle;
                }

                candidates.Insert(
                    0,
                    [.. key.Referenced.Select(column => made.Row.Values[column].Literal)]
                );
                draft.Parents.Add(made.Row);
            }

            if (candidates.Count == 0 && needed)
            {
                return $"No row could be made for {draft.Table.Name}: it refers to {key.Table}, which refers back.";
            }

            draft.Refer(key, candidates);
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
