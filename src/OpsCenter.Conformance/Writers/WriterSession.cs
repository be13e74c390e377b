using Npgsql;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Runs old writers one after the other. Each is rolled back, so that all start from the same state.</summary>
internal static class WriterSession
{
    /// <summary>Runs the statements and returns their results.</summary>
    /// <param name="dataSource">The database.</param>
    /// <param name="writers">The statements.</param>
    /// <param name="catalog">The tables of the base. Their columns are read after each statement.</param>
    /// <param name="cancellation">Stops it.</param>
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
            var initial = await InitialAsync(connection, writer, catalog, cancellation);
            foreach (var statement in writer.Preparation)
            {
                await ExecuteAsync(connection, statement, cancellation);
            }

            var before = await SideEffects.CountAsync(connection, catalog, cancellation);
            var (affected, columns, rows) = await ReadAsync(connection, writer.Sql, cancellation);
            // Deferred constraints are part of the result.
            await ExecuteAsync(connection, "set constraints all immediate", cancellation);
            var after = await SideEffects.CountAsync(connection, catalog, cancellation);
            // At the end: if a column is missing, the transaction is aborted.
            var tableRows = await TableRowsAsync(connection, writer, catalog, cancellation);
            return new WriterResult(null, null, affected, columns, rows, tableRows)
            {
                Written = SideEffects.Between(before, after),
                Initial = initial,
            };
        }
        catch (PostgresException refusal)
        {
            return new WriterResult(refusal.SqlState, refusal.MessageText, -1, [], [], [])
            {
                IsFaultOfATrigger = IsFaultOfATrigger(refusal),
            };
        }
    }

    private static bool IsFaultOfATrigger(PostgresException refusal) =>
        refusal.Where?.Contains("function", StringComparison.Ordinal) == true
        && refusal.SqlState
            is PostgresErrorCodes.NotNullViolation
                or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.UndefinedTable
                or PostgresErrorCodes.UndefinedFunction;

    /// <summary>The rows of the table before the statement. What it lacks, the statement reports.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string?>>> InitialAsync(
        NpgsqlConnection connection,
        OldWriter writer,
        TableCatalog catalog,
        CancellationToken cancellation
    )
    {
        await ExecuteAsync(connection, "savepoint initial_rows", cancellation);
        var rows = await TableRowsAsync(connection, writer, catalog, cancellation);
        await ExecuteAsync(connection, "rollback to savepoint initial_rows", cancellation);
        return rows ?? [];
    }

    /// <summary>
    /// The rows of the table. A missing column is null here: the statement that reads the table reports it.
    /// </summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string?>>?> TableRowsAsync(
        NpgsqlConnection connection,
        OldWriter writer,
        TableCatalog catalog,
        CancellationToken cancellation
    )
    {
        if (
            (writer.Table ?? writer.WholeTable) is not { } name
            || catalog.Find(name) is not { Columns.Count: > 0 } table
        )
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
        // As text of the server: this works for every type and loses no digit.
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
