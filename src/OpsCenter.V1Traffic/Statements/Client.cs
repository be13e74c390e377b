using System.Data;
using System.Diagnostics;
using Npgsql;
using OpsCenter.V1Traffic.Telemetry;

namespace OpsCenter.V1Traffic.Statements;

/// <summary>
/// A session of the backend with one connection, which is reopened after it was lost. One operation at a time.
/// </summary>
internal sealed class Client(NpgsqlDataSource dataSource) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    public bool IsConnected => _connection?.State is ConnectionState.Open;

    /// <summary>Runs the statements, several of them in a transaction, and reads all their rows.</summary>
    public async Task RunAsync(
        IReadOnlyList<Statement> statements,
        CancellationToken cancellationToken
    )
    {
        var connection = await ConnectAsync(cancellationToken);
        await using var transaction =
            statements.Count > 1 ? await connection.BeginTransactionAsync(cancellationToken) : null;
        foreach (var statement in statements)
        {
            await RunAsync(connection, statement, cancellationToken);
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (!IsConnected)
        {
            await DisposeAsync();
            _connection = await dataSource.OpenConnectionAsync(cancellationToken);
        }

        return _connection!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private static async Task RunAsync(
        NpgsqlConnection connection,
        Statement statement,
        CancellationToken cancellationToken
    )
    {
        using var span = TrafficTelemetry.Start(() => statement.Summary, statement.Sql);
        await using var command = new NpgsqlCommand(statement.Sql, connection)
        {
            // No timeout: the wait is what is measured.
            CommandTimeout = 0,
        };
        foreach (var value in statement.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) { }
        }
        catch (PostgresException exception)
        {
            span?.SetTag("db.response.status_code", exception.SqlState);
            span?.SetStatus(ActivityStatusCode.Error, exception.MessageText);
            throw;
        }
    }
}
