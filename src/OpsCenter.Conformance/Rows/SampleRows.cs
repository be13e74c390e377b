using Npgsql;

namespace OpsCenter.Conformance.Rows;

/// <summary>Some rows of each table, read once at first use, as literals by column.</summary>
internal sealed class SampleRows(NpgsqlDataSource dataSource)
{
    private const int Maximum = 20;

    private readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> _read =
        new(StringComparer.Ordinal);

    /// <summary>At most 20 rows of the table.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> OfAsync(
        TableShape table,
        CancellationToken cancellation
    )
    {
        if (_read.TryGetValue(table.Name, out var known))
        {
            return known;
        }

        // format uses the output function of the type: a cast to text would strip the padding of character(n).
        var values = string.Join(
            ", ",
            table.Columns.Select(column => $"pg_catalog.format('%L', {column.Name})")
        );
        return _read[table.Name] = await ReadAsync(table, values, cancellation);
    }

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(
        TableShape table,
        string values,
        CancellationToken cancellation
    )
    {
        var rows = new List<IReadOnlyDictionary<string, string>>();
        try
        {
            await using var command = dataSource.CreateCommand(
                $"select array[{values}]::text[] from {table.Name} limit {Maximum}"
            );
            await using var reader = await command.ExecuteReaderAsync(cancellation);
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
        }
        catch (PostgresException)
        {
            // A partition or child is on another server, which may be unreachable.
        }

        return rows;
    }
}
