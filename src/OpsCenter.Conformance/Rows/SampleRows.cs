using Npgsql;

namespace OpsCenter.Conformance.Rows;

/// <summary>Some rows of each table, as they were when they were first asked for: columns to literals.</summary>
internal sealed class SampleRows(NpgsqlDataSource dataSource)
{
    private const int Most = 20;

    private readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> _read =
        new(StringComparer.Ordinal);

    /// <summary>At most twenty of its rows.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> OfAsync(
        TableShape table,
        CancellationToken cancellation
    )
    {
        if (_read.TryGetValue(table.Name, out var known))
        {
            return known;
        }

        // format is the value's own output: a cast to text would take the blanks off a character(n).
        var values = string.Join(
            ", ",
            table.Columns.Select(column => $"pg_catalog.format('%L', {column.Name})")
        );
        await using var command = dataSource.CreateCommand(
            $"select array[{values}]::text[] from {table.Name} limit {Most}"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(
                table
                    .Columns.Zip(reader.GetFieldValue<string[]>(0))
                    .ToDictionary(
                        pair => pair.First.Name,
                        pair => pair.Second,
                        StringComparer.Ordinal
                    )
            );
        }

        return _read[table.Name] = rows;
    }
}
