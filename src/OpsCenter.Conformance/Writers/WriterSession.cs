using Npgsql;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Runs old writers one after the other, each from the same state: what it wrote is rolled back behind it.</summary>
internal static class WriterSession
{
    /// <summary>Runs them all.</summary>
    /// <param name="dataSource">The database.</param>
    /// <param name="writers">What to run.</param>
    /// <param name="catalog">The base's tables: of these columns the state behind each writer is read.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<WriterResult>> RunAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<OldWriter> writers,
        TableCatalog catalog,
        CancellationToken cancellation
    )
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, "begin", cancellation);
        var results = new List<WriterResult>();
        foreach (var writer in writers)
        {
            await ExecuteAsync(connection, "savepoint old_writer", cancellation);
            results.Add(await RunAsync(connection, writer, catalog, cancellation));
            await ExecuteAsync(connection, "rollback to savepoint old_writer", cancellation);
        }

        await ExecuteAsync(connection, "rollback", cancellation);
        return results;
    }

    private static async Task<WriterResult> RunAsync(
        NpgsqlConnection connection,
        OldWriter writer,
        TableCatalog catalog,
        CancellationToken cancellation
    )
    {
        try
        {
            foreach (var statement in writer.Preparation)
            {
                await ExecuteAsync(connection, statement, cancellation);
            }

            var (affected, columns, rows) = await ReadAsync(connection, writer.Sql, cancellation);
            // What a deferred constraint says counts, too.
            await ExecuteAsync(connection, "set constraints all immediate", cancellation);
            var left = await LeftAsync(connection, writer, catalog, cancellation);
            return new WriterResult(null, null, affected, columns, rows, left);
        }
        catch (PostgresException refusal)
        {
            return new WriterResult(refusal.SqlState, refusal.MessageText, -1, [], [], []);
        }
    }

    /// <summary>What the writer's table holds now. A column that is gone is what reading it tells, not each writer.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string?>>?> LeftAsync(
        NpgsqlConnection connection,
        OldWriter writer,
        TableCatalog catalog,
        CancellationToken cancellation
    )
    {
        if (writer.Table is not { } name || catalog.Find(name) is not { Columns.Count: > 0 } table)
        {
            return [];
        }

        try
        {
            return (
                await ReadAsync(
                    connection,
                    $"select {string.Join(", ", table.Columns.Select(column => column.Name))} from {name}",
                    cancellation
                )
            ).Rows;
        }
        catch (PostgresException refusal)
            when (refusal.SqlState
                    is PostgresErrorCodes.UndefinedColumn
                        or PostgresErrorCodes.UndefinedTable
            )
        {
            return null;
        }
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(sql) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<(
        int Affected,
        IReadOnlyList<string> Columns,
        IReadOnlyList<IReadOnlyList<string?>> Rows
    )> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        // As text, in the server's own spelling: no type is unknown then, and no digit is lost.
        await using var command = new NpgsqlCommand(sql, connection)
        {
            AllResultTypesAreUnknown = true,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var rows = new List<IReadOnlyList<string?>>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add([
                .. Enumerable
                    .Range(0, columns.Length)
                    .Select(at => reader.IsDBNull(at) ? null : reader.GetString(at)),
            ]);
        }

        await reader.CloseAsync();
        return (reader.RecordsAffected, columns, rows);
    }
}
