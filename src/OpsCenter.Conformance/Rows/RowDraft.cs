using Npgsql;

namespace OpsCenter.Conformance.Rows;

/// <summary>A row that is being made: what it holds at present, and what else could be tried.</summary>
internal sealed class RowDraft
{
    private readonly TableCatalog _catalog;
    private readonly Func<ColumnShape, MadeValue?> _make;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _samples;
    private readonly Dictionary<string, ColumnDraft> _columns = new(StringComparer.Ordinal);
    private readonly List<(
        ForeignKeyShape Key,
        IReadOnlyList<string[]> Rows,
        int At
    )> _references = [];
    private IReadOnlyList<string> _advancing = [];
    private int _copied;

    public RowDraft(
        TableShape table,
        RowColumns columns,
        TableCatalog catalog,
        Func<ColumnShape, MadeValue?> make,
        IReadOnlyList<IReadOnlyDictionary<string, string>> samples
    )
    {
        Table = table;
        _catalog = catalog;
        _make = make;
        _samples = samples;
        foreach (var column in table.Columns.Where(column => IsWanted(column, columns)))
        {
            Add(column);
        }
    }

    public TableShape Table { get; }

    /// <summary>Rows that had to be made first.</summary>
    public List<MadeRow> Parents { get; } = [];

    /// <summary>The row as it is now.</summary>
    public MadeRow Row
    {
        get
        {
            var values = _columns.ToDictionary(
                column => column.Key,
                column => column.Value.Value,
                StringComparer.Ordinal
            );
            foreach (var (key, rows, at) in _references)
            {
                for (var index = 0; index < key.Columns.Count; index++)
                {
                    values[key.Columns[index]] = MadeValue.Plain(
                        rows.Count > 0 ? rows[at][index] : "NULL"
                    );
                }
            }

            return new MadeRow(Table, values, [.. Parents]);
        }
    }

    /// <summary>Whether the row gives a value to a foreign key's columns.</summary>
    public bool Names(ForeignKeyShape key) => key.Columns.Any(_columns.ContainsKey);

    /// <summary>Whether every row must refer to another one.</summary>
    public bool IsUnique(ForeignKeyShape key) =>
        Table.Keys.Any(unique => unique.Columns.All(key.Columns.Contains));

    /// <summary>Lets it refer to the first of the rows that takes it.</summary>
    public void Refer(ForeignKeyShape key, IReadOnlyList<string[]> rows) =>
        _references.Add((key, rows, 0));

    /// <summary>Changes what the server refused. False if there is nothing left to try.</summary>
    public bool Learn(PostgresException refusal) =>
        refusal.SqlState switch
        {
            PostgresErrorCodes.CheckViolation when Checked(refusal) is { Count: > 0 } columns =>
                Advance(columns),
            PostgresErrorCodes.NotNullViolation
                when refusal.ColumnName is { } name
                    && Table.Columns.FirstOrDefault(column => column.Name.Trim('"') == name)
                        is { } column
                    && !_columns.ContainsKey(column.Name) => Add(column),
            PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.ExclusionViolation
                when Table.Keys.FirstOrDefault(key => key.Name == refusal.ConstraintName)
                    is { } key => Renew(key),
            // A constant of a check need not be of the column's type: on to the next one.
            var state
                when _advancing.Count > 0 && state.StartsWith("22", StringComparison.Ordinal) =>
                Advance(_advancing),
            _ => Copy(),
        };

    private static bool IsWanted(ColumnShape column, RowColumns columns) =>
        !column.IsGenerated
        && columns switch
        {
            RowColumns.Needed => column.IsNeeded,
            RowColumns.Usual => !column.IsNumbered,
            _ => true,
        };

    private bool Add(ColumnShape column)
    {
        _columns[column.Name] = new ColumnDraft(column, _make(column), Others(column));
        return true;
    }

    /// <summary>What a column may hold besides a value made for it: constants of its checks, values of other rows, NULL.</summary>
    private List<string> Others(ColumnShape column)
    {
        var type = _catalog.TypeOf(column.TypeOid);
        var definitions = Table
            .Checks.Where(check => check.Columns.Contains(column.Name, StringComparer.Ordinal))
            .Select(check => check.Definition)
            .Concat(type.Checks)
            .ToArray();
        return
        [
            .. _samples
                .Select(row => row[column.Name])
                .Where(value => value != "NULL")
                .Distinct(StringComparer.Ordinal)
                .Take(5),
            .. type.Labels.Select(ValueMaker.Literal),
            .. definitions.Length > 0 ? CheckConstants.Literals(definitions) : [],
            .. column.IsNotNull ? Array.Empty<string>() : ["NULL"],
        ];
    }

    private IReadOnlyList<string> Checked(PostgresException refusal)
    {
        // A domain's check names the domain and no table.
        var names =
            Table.Checks.FirstOrDefault(check => check.Name == refusal.ConstraintName)?.Columns
            ??
            [
                .. Table
                    .Columns.Where(column =>
                        _catalog.TypeOf(column.TypeOid).Name == refusal.DataTypeName
                    )
                    .Select(column => column.Name),
            ];
        return [.. names.Where(name => _columns.ContainsKey(name) && !IsReference(name))];
    }

    private bool IsReference(string column) =>
        _references.Any(reference =>
            reference.Key.Columns.Contains(column, StringComparer.Ordinal)
        );

    /// <summary>The next combination, as a counter of several wheels.</summary>
    private bool Advance(IReadOnlyList<string> columns)
    {
        _advancing = columns;
        return columns.Any(column => _columns[column].Next());
    }

    private bool Renew(KeyShape key)
    {
        for (var index = 0; index < _references.Count; index++)
        {
            var (reference, rows, at) = _references[index];
            if (reference.Columns.Any(key.Columns.Contains))
            {
                _references[index] = (reference, rows, at + 1 < rows.Count ? at + 1 : 0);
                if (at + 1 < rows.Count)
                {
                    return true;
                }
            }
        }

        var own = key
            .Columns.Where(name => _columns.ContainsKey(name) && !IsReference(name))
            .ToArray();
        foreach (var name in own.Where(name => _columns[name].IsMade))
        {
            _columns[name].Renew(_make(Table.Find(name)!));
        }

        return own.Any(name => _columns[name] is { IsMade: true, Value.Marks.Count: > 0 })
            || Advance(own);
    }

    /// <summary>As a last resort: the values of a row that the table took once, but for those that have to be unique.</summary>
    private bool Copy()
    {
        if (_copied >= _samples.Count)
        {
            return false;
        }

        var sample = _samples[_copied++];
        foreach (var (name, column) in _columns)
        {
            if (
                !IsReference(name)
                && !Table.Keys.Any(key => key.Columns.Contains(name, StringComparer.Ordinal))
            )
            {
                column.Set(sample[name]);
            }
        }

        return true;
    }
}
