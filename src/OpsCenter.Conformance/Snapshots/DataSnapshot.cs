using Npgsql;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>
/// The exact content of the tables and the positions of the sequences. Values are compared as text of the server, so
/// that 2.5 and 2.50, 0 and -0, and trailing blanks differ. All rows are held in memory: use it for test data only.
/// </summary>
public sealed class DataSnapshot
{
    /// <summary>Marks the position of a sequence with a negative increment.</summary>
    internal const string CountsDown = ", counts down";

    private DataSnapshot(
        IReadOnlyDictionary<string, TableRows> tables,
        IReadOnlyDictionary<string, string> sequences
    )
    {
        Tables = tables;
        Sequences = sequences;
    }

    /// <summary>The tables, by quoted name with the schema.</summary>
    public IReadOnlyDictionary<string, TableRows> Tables { get; }

    /// <summary>The position of each sequence, by name.</summary>
    public IReadOnlyDictionary<string, string> Sequences { get; }

    /// <summary>Whether there is no row and no sequence.</summary>
    public bool IsEmpty =>
        Sequences.Count == 0 && Tables.Values.All(table => table.Rows.Count == 0);

    /// <summary>
    /// Reads every table and sequence, except those of system schemas and the excluded schemas and tables. Needs two
    /// round trips.
    /// </summary>
    public static async Task<DataSnapshot> TakeAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string>? excluded = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        var (tables, sequences) = await DataCatalog.ReadAsync(
            connection,
            excluded ?? [],
            cancellation
        );
        return await ReadAsync(connection, tables, sequences, cancellation);
    }

    /// <summary>Sets sequences to positions of a snapshot. Missing sequences are left out.</summary>
    internal static async Task SetAsync(
        ScratchDatabase database,
        IReadOnlyDictionary<string, string> positions,
        CancellationToken cancellation
    )
    {
        foreach (var (sequence, position) in positions)
        {
            var name = sequence.Replace("'", "''", StringComparison.Ordinal);
            var isUsed = !position.Contains("not used", StringComparison.Ordinal);
            await database.ExecuteAsync(
                $"select pg_catalog.setval(c, {position.Split(' ')[0]}, {(isUsed ? "true" : "false")}) "
                    + $"from pg_catalog.to_regclass('{name}') c where c is not null",
                cancellation
            );
        }
    }

    /// <summary>The same with only some columns. A table without any of them is left out.</summary>
    internal DataSnapshot Where(Func<TableRows, string, bool> isWanted) =>
        new(
            Tables
                .Values.Select(table =>
                    table.Project([.. table.Columns.Where(column => isWanted(table, column))])
                )
                .Where(table => table.Columns.Count > 0)
                .ToDictionary(table => table.Name, StringComparer.Ordinal),
            Sequences
        );

    /// <summary>The same with other tables.</summary>
    internal DataSnapshot WithTables(IReadOnlyDictionary<string, TableRows> tables) =>
        new(tables, Sequences);

    /// <summary>The same with other sequences.</summary>
    internal DataSnapshot WithSequences(IReadOnlyDictionary<string, string> sequences) =>
        new(Tables, sequences);

    /// <summary>The same with only some sequences.</summary>
    internal DataSnapshot WithSequences(Func<string, bool> isWanted) =>
        new(
            Tables,
            Sequences.Where(sequence => isWanted(sequence.Key)).ToDictionary(StringComparer.Ordinal)
        );

    /// <summary>The same without the rows of another snapshot with these columns.</summary>
    internal DataSnapshot Without(DataSnapshot other) =>
        new(
            Tables.Values.ToDictionary(
                table => table.Name,
                table =>
                    other.Tables.TryGetValue(table.Name, out var rows)
                        ? table with
                        {
                            Rows = RowComparison.Without(
                                table.Rows,
                                rows.Project(table.Columns).Rows
                            ),
                        }
                        : table,
                StringComparer.Ordinal
            ),
            Sequences
        );

    /// <summary>The same, with the primary keys of which every column is there.</summary>
    internal DataSnapshot WithUsableKeys() =>
        new(
            Tables.Values.ToDictionary(
                table => table.Name,
                table =>
                    table.Key.All(column => table.IndexOf(column) >= 0)
                        ? table
                        : table with
                        {
                            Key = [],
                        },
                StringComparer.Ordinal
            ),
            Sequences
        );

    private static async Task<DataSnapshot> ReadAsync(
        NpgsqlConnection connection,
        IReadOnlyList<TableRows> tables,
        IReadOnlyList<string> sequences,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (
            var statement in Opening
                .Concat(tables.Select(Select))
                .Concat(sequences.Select(Position))
        )
        {
            batch.BatchCommands.Add(new(statement));
        }

        batch.BatchCommands.Add(new("commit"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var read = new Dictionary<string, TableRows>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var rows = new List<IReadOnlyList<string>>();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(reader.GetFieldValue<string[]>(0));
            }

            read[table.Name] = table with { Rows = rows };
            await reader.NextResultAsync(cancellation);
        }

        var positions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sequence in sequences)
        {
            await reader.ReadAsync(cancellation);
            positions[sequence] = reader.GetString(0);
            await reader.NextResultAsync(cancellation);
        }

        return new DataSnapshot(read, positions);
    }

    /// <summary>Fixes the settings that change the text of values: a database or a role may have others.</summary>
    private static IEnumerable<string> Opening { get; } =
    [
        "begin isolation level repeatable read read only",
        "set local search_path = pg_catalog",
        "set local timezone = 'UTC'",
        "set local datestyle = 'ISO, YMD'",
        "set local intervalstyle = 'postgres'",
        "set local extra_float_digits = 1",
        "set local bytea_output = 'hex'",
        "set local row_security = off",
    ];

    // format uses the output function of the type: a cast to text would strip the padding of character(n).
    private static string Select(TableRows table) =>
        table.LocalPartitions switch
        {
            null => Select(table, (table.IsPartitioned ? "" : "only ") + table.Name),
            [] => "select '{}'::text[] where false",
            var partitions => string.Join(
                " union all ",
                partitions.Select(partition => Select(table, "only " + partition))
            ),
        };

    private static string Select(TableRows table, string source) =>
        $"select array[{string.Join(", ", table.Columns.Select(column => $"pg_catalog.format('%L', {column})"))}]::text[] "
        + $"from {source}";

    private static string Position(string sequence) =>
        $"select last_value || case when is_called then ' (used)' else ' (not used yet)' end "
        + $"|| (select case when seqincrement < 0 then '{CountsDown}' else '' end from pg_sequence where seqrelid = s.tableoid) from {sequence} s";
}
