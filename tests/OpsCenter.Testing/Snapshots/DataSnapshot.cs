using Npgsql;
using OpsCenter.Migrations.Testing.Databases;
using OpsCenter.Testing.Snapshots;
using Shouldly;

namespace OpsCenter.Testing;

/// <summary>
/// The exact content of tables, every value in the server's own text, every row a line. Meant for small test data, and
/// independent of any digest of the product.
/// </summary>
public sealed class DataSnapshot
{
    private readonly IReadOnlyList<string> _lines;

    private DataSnapshot(
        IReadOnlyDictionary<string, IReadOnlyList<string>> columns,
        IReadOnlyList<string> lines
    )
    {
        Columns = columns;
        _lines = lines;
    }

    /// <summary>The columns that were read, by table.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; }

    /// <summary>Every row, sorted.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Every table of the named schemas; with no names, of all but the system's.</summary>
    public static async Task<DataSnapshot> TakeAsync(TestDatabase database, params string[] schemas)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var names = await SchemaNames.ResolveAsync(connection, schemas, []);
        return await TakeAsync(database, await TableColumns.ReadAsync(connection, names));
    }

    /// <summary>Only the given columns, by table; names as the server quotes them.</summary>
    public static async Task<DataSnapshot> TakeAsync(
        TestDatabase database,
        IReadOnlyDictionary<string, IReadOnlyList<string>> columns
    )
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead
        );
        await PinFormatsAsync(connection);

        var lines = new List<string>();
        foreach (var (table, names) in columns)
        {
            lines.AddRange(await RowsAsync(connection, table, names));
        }

        lines.Sort(StringComparer.Ordinal);
        return new DataSnapshot(columns, lines);
    }

    /// <summary>The same columns of the same tables as this one, now: what was added since is not looked at.</summary>
    public Task<DataSnapshot> RetakeAsync(TestDatabase database) => TakeAsync(database, Columns);

    /// <summary>The differences, with - for what only this one has and + for what only the later one has.</summary>
    public string DiffTo(DataSnapshot later) =>
        string.Join('\n', SnapshotDiff.Between(_lines, later._lines));

    /// <summary>Fails with the differences from the earlier one.</summary>
    public void ShouldEqual(DataSnapshot earlier) =>
        earlier.DiffTo(this).ShouldBeEmpty("The data differ.");

    /// <summary>A database or role may carry settings of its own, which change how a value is written.</summary>
    private static async Task PinFormatsAsync(NpgsqlConnection connection)
    {
        const string settings = """
            SET LOCAL search_path = pg_catalog;
            SET LOCAL timezone = 'UTC';
            SET LOCAL datestyle = 'ISO, YMD';
            SET LOCAL intervalstyle = 'postgres';
            SET LOCAL extra_float_digits = 1;
            SET LOCAL bytea_output = 'hex';
            """;
        await using var command = new NpgsqlCommand(settings, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IEnumerable<string>> RowsAsync(
        NpgsqlConnection connection,
        string table,
        IReadOnlyList<string> columns
    )
    {
        var list = columns.Count == 0 ? "" : string.Join(", ", columns);
        var rows = await TextRows.ReadAsync(connection, $"SELECT {list} FROM ONLY {table}");
        return rows.Select(row => $"{table}: {string.Join(", ", columns.Zip(row, Value))}");
    }

    private static string Value(string column, string? value) =>
        value is null
            ? $"{column}=NULL"
            : $"{column}='{value.Replace("'", "''", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
