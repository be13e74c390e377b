using Npgsql;

namespace OpsCenter.Conformance.Rows;

/// <summary>A row to insert: its current values, and other values to try when the server refuses it.</summary>
internal sealed class RowDraft
{
    private readonly TableCatalog _catalog;
    private readonly Func<ColumnShape, GeneratedValue?> _generate;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _samples;
    private readonly Dictionary<string, ColumnDraft> _columns = new(StringComparer.Ordinal);
    private readonly List<(
        ForeignKeyShape Key,
        IReadOnlyList<string[]> Rows,
        int At
    )> _references = [];
    private IReadOnlyList<string> _advancing = [];
    private readonly IReadOnlyDictionary<string, GeneratedValue> _given;
    private int _copied;

    public RowDraft(
        TableShape table,
        RowColumns columns,
        TableCatalog catalog,
        Func<ColumnShape, GeneratedValue?> generate,
        IReadOnlyList<IReadOnlyDictionary<string, string>> samples,
        IReadOnlyDictionary<string, GeneratedValue>? values = null
    )
    {
        _given = values ?? new Dictionary<string, GeneratedValue>(StringComparer.Ordinal);
        Table = table;
        _catalog = catalog;
        _generate = generate;
        _samples = samples;
        foreach (var column in table.Columns.Where(column => IsWanted(column, columns)))
        {
            Add(column);
        }
    }

    public TableShape Table { get; }

    /// <summary>The referenced rows that had to be generated first.</summary>
    public List<GeneratedRow> Parents { get; } = [];

    /// <summary>The row with its current values.</summary>
    public GeneratedRow Row
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
                    values[key.Columns[index]] = GeneratedValue.Plain(
                        rows.Count > 0 ? rows[at][index] : "NULL"
                    );
                }
            }

            foreach (var (name, value) in _given)
            {
                values[name] = value;
            }

            return new GeneratedRow(Table, values, [.. Parents]);
        }
    }

    /// <summary>Whether the row has a value in a column of the foreign key.</summary>
    public bool Uses(ForeignKeyShape key) =>
        key.Columns.Any(_columns.ContainsKey) && !key.Columns.Any(_given.ContainsKey);

    /// <summary>Whether two rows cannot reference the same row.</summary>
    public bool IsUnique(ForeignKeyShape key) =>
        Table.Keys.Any(unique => unique.Columns.All(key.Columns.Contains));

    /// <summary>Adds a reference to the first of these rows that the server accepts.</summary>
    public void AddReference(ForeignKeyShape key, IReadOnlyList<string[]> rows) =>
        _references.Add((key, rows, 0));

    /// <summary>Changes the values that the server refused. False if there is nothing left to try.</summary>
    public bool Adjust(PostgresException refusal) =>
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
                    is { } key => ReplaceKey(key),
            // A constant of a check may have another type than the column: tries the next one.
            var state
                when _advancing.Count > 0 && state.StartsWith("22", StringComparison.Ordinal) =>
                Advance(_advancing),
            _ => CopySample(),
        };

    private static bool IsWanted(ColumnShape column, RowColumns columns) =>
        !column.IsGenerated
        && columns switch
        {
            RowColumns.Required => column.IsRequired,
            RowColumns.Usual => !column.IsNumbered,
            _ => true,
        };

    private bool Add(ColumnShape column)
    {
        _columns[column.Name] = new ColumnDraft(column, _generate(column), Others(column));
        return true;
    }

    /// <summary>Other values for a column: values of other rows, enum labels, constants of its checks, NULL.</summary>
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
            .. type.Labels.Select(ValueGenerator.Literal),
            .. definitions.Length > 0 ? CheckConstants.Literals(definitions) : [],
            .. column.IsNotNull ? Array.Empty<string>() : ["NULL"],
        ];
    }

    private IReadOnlyList<string> Checked(PostgresException refusal)
    {
        // The error of a domain check names the domain, not the column.
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

    /// <summary>Moves to the next combination of values, like a counter with several digits.</summary>
    private bool Advance(IReadOnlyList<string> columns)
    {
        _advancing = columns;
        return columns.Any(column => _columns[column].Next());
    }

    private bool ReplaceKey(KeyShape key)
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
        foreach (var name in own.Where(name => _columns[name].IsGenerated))
        {
            _columns[name].Replace(_generate(Table.Find(name)!));
        }

        return own.Any(name => _columns[name] is { IsGenerated: true, Value.Marks.Count: > 0 })
            || Advance(own);
    }

    /// <summary>The last attempt: copies an existing row, except its unique columns.</summary>
    private bool CopySample()
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
