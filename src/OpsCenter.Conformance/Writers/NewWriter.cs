using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Writers;

/// <summary>
/// Writes to a migrated database as a new program does: new rows in every table, and new columns of existing rows.
/// </summary>
internal sealed class NewWriter(
    RowGenerator rows,
    ScratchDatabase database,
    DataSnapshot known,
    ColumnChanges changes
)
{
    /// <summary>Quoted tables to which no program writes directly, since they were partitions.</summary>
    public IReadOnlySet<string> FormerPartitions { get; init; } =
        new HashSet<string>(StringComparer.Ordinal);

    private readonly List<NewValue> _retyped = [];
    private readonly List<Allowance> _accepted = [];
    private readonly List<NewValue> _written = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _statements = [];

    /// <summary>The statements that wrote something, in order.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>
    /// The values in columns that the base does not have. Values of types with few values have no marks.
    /// </summary>
    public IReadOnlyList<NewValue> Written => _written;

    /// <summary>The values in columns that have another type in the base.</summary>
    public IReadOnlyList<NewValue> Retyped => _retyped;

    /// <summary>What the migration changed about the columns.</summary>
    public ColumnChanges Changes => changes;

    /// <summary>The kinds of rows that the migrated database accepts.</summary>
    public IReadOnlyList<Allowance> Accepted => _accepted;

    /// <summary>Notes about rows that could not be written.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Writes a row of each kind, as far as the database accepts it.</summary>
    public async Task WriteAsync(IEnumerable<Allowance> allowances, CancellationToken cancellation)
    {
        foreach (var allowance in allowances)
        {
            var table = rows.Catalog.Find(allowance.Table)!;
            if (await ValuesAsync(table, allowance, cancellation) is not { } values)
            {
                continue;
            }

            foreach (var candidate in OutsideOfConditions(table, allowance, values).Prepend(values))
            {
                if ((await rows.InsertAsync(table, candidate, cancellation)).Row is { } row)
                {
                    Add(row);
                    _accepted.Add(allowance);
                    break;
                }
            }
        }
    }

    /// <summary>A key that now counts only for some rows: values by which a row may not be one of them.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, GeneratedValue>> OutsideOfConditions(
        TableShape table,
        Allowance allowance,
        IReadOnlyDictionary<string, GeneratedValue> values
    ) =>
        from key in table.Keys
        where allowance.SameKey.Count > 0 && key.Condition is not null
        from column in key.Columns
        where !values.ContainsKey(column)
        from literal in CheckConstants.Of([key.Condition!]).Concat(["'false'", "'true'", "NULL"])
        select values
            .Append(new(column, GeneratedValue.Plain(literal)))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Writes to every table. Columns that were widened get values that the base holds, too.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        rows.Narrow = changes.Narrow;
        foreach (
            var table in rows.Catalog.Tables.Where(table => !FormerPartitions.Contains(table.Name))
        )
        {
            if (known.Tables.ContainsKey(table.Name))
            {
                await UpdateAsync(table, cancellation);
            }

            await InsertAsync(table, cancellation);
            await InsertAsync(table, cancellation);
        }
    }

    private async Task<IReadOnlyDictionary<string, GeneratedValue>?> ValuesAsync(
        TableShape table,
        Allowance allowance,
        CancellationToken cancellation
    )
    {
        if (allowance.SameKey.Count == 0)
        {
            return AllowedValues.Of(allowance, table, rows);
        }

        var first = await rows.InsertAsync(table, RowColumns.All, cancellation);
        if (first.Row is not { } row || !allowance.SameKey.All(row.Values.ContainsKey))
        {
            return null;
        }

        Add(row);
        return allowance.SameKey.ToDictionary(
            column => column,
            column =>
                column == allowance.InOtherCase
                    ? GeneratedValue.Plain(row.Values[column].Literal.ToUpperInvariant())
                    : row.Values[column],
            StringComparer.Ordinal
        );
    }

    private async Task InsertAsync(TableShape table, CancellationToken cancellation)
    {
        var attempt = await rows.InsertAsync(table, RowColumns.Usual, cancellation);
        if (attempt.Row is { } row)
        {
            Add(row);
        }
        else if (!_notes.Contains(attempt.Obstacle!, StringComparer.Ordinal))
        {
            _notes.Add(attempt.Obstacle!);
        }
    }

    private void Add(GeneratedRow row)
    {
        Note(row);
        _statements.AddRange(row.Statements);
    }

    private void Note(GeneratedRow row)
    {
        foreach (var parent in row.Parents)
        {
            Note(parent);
        }

        foreach (var (column, value) in row.Values)
        {
            Note(row.Table, column, value);
        }
    }

    private void Note(TableShape table, string column, GeneratedValue value)
    {
        if (value.Literal == "NULL")
        {
            return;
        }

        if (IsNew(table, column))
        {
            _written.Add(
                new NewValue(table.Name, column, value)
                {
                    IsReference = table.ForeignKeys.Any(key =>
                        key.Columns.Contains(column, StringComparer.Ordinal)
                    ),
                }
            );
        }
        else if (changes.IsRetyped(table.Name, column))
        {
            _retyped.Add(new NewValue(table.Name, column, value));
        }
    }

    private bool IsNew(TableShape table, string column) =>
        !known.Tables.TryGetValue(table.Name, out var was) || was.IndexOf(column) < 0;

    /// <summary>Sets each new column of one existing row.</summary>
    private async Task UpdateAsync(TableShape table, CancellationToken cancellation)
    {
        foreach (
            var column in table.Columns.Where(column =>
                IsNew(table, column.Name) && !column.IsGenerated && !column.IsAlwaysIdentity
            )
        )
        {
            if (rows.Value(column) is not { } value)
            {
                continue;
            }

            try
            {
                var update =
                    $"update {table.Name} set {column.Name} = {value.Literal} where ctid = (select min(ctid) "
                    + $"from {table.Name})";
                if (await database.ExecuteAsync(update, cancellation) > 0)
                {
                    Note(table, column.Name, value);
                    _statements.Add(update);
                }
            }
            catch (PostgresException)
            {
                // A foreign key or check refused the value. The inserted rows have a valid one.
            }
        }
    }
}
