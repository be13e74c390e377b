using System.Data;
using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>One connection, its transaction, and the one way to run a statement on it.</summary>
internal sealed class DatabaseSession(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>The oldest major version that scripts and digests are written for.</summary>
    private const int OldestMajor = 13;

    private const string Look = "opscenter_look";

    private NpgsqlTransaction? _transaction;

    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>The search_path of before it was pinned.</summary>
    public CallerPath CallerPath { get; set; } = CallerPath.None;

    /// <summary>The process that serves it; behind a pooler not the one that the connection names. 0 before it was asked.</summary>
    public int Backend { get; set; }

    /// <summary>Whether the server ends it when the client is gone, in the middle of a statement.</summary>
    public bool IsEndedWithClient { get; set; }

    /// <summary>The roles, by OID, whose objects are used. Empty until they were looked up.</summary>
    public IReadOnlyList<uint> TrustedRoles { get; set; } = [];

    /// <summary>The role that metadata is to belong to; null for the session's own.</summary>
    public string? MetadataOwner { get; set; }

    public int ServerMajor => Connection.PostgreSqlVersion.Major;

    public static async Task<DatabaseSession> OpenAsync(
        NpgsqlDataSource source,
        CancellationToken cancellation
    )
    {
        var connection = source.CreateConnection();
        try
        {
            await OpenAsync(connection, cancellation);
        }
        catch (NpgsqlException exception)
        {
            await connection.DisposeAsync();
            throw ConnectionFailure.Describe(source.ConnectionString, exception);
        }

        if (connection.PostgreSqlVersion.Major >= OldestMajor)
        {
            return new DatabaseSession(connection);
        }

        var version = connection.PostgreSqlVersion;
        await connection.DisposeAsync();
        throw new UnsupportedServerException(
            $"The server is PostgreSQL {version}; migrations are written for {OldestMajor} and later. Nothing was touched.",
            $"Upgrade the server to PostgreSQL {OldestMajor} or later."
        );
    }

    /// <summary>Opens a connection. Npgsql does not look at the token while it waits for a server that took the connection and is silent.</summary>
    public static async Task OpenAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var opening = connection.OpenAsync(cancellation);
        try
        {
            await opening.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (!opening.IsCompleted)
        {
            _ = opening.ContinueWith(
                _ => connection.DisposeAsync().AsTask(),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
            throw;
        }
    }

    /// <summary>How long a statement of this session may wait for a lock, from now on.</summary>
    public Task SetLockTimeoutAsync(TimeSpan timeout, CancellationToken cancellation) =>
        ExecuteAsync(
            "select set_config('lock_timeout', $1, false)",
            cancellation,
            FormattableString.Invariant($"{Math.Max(1, (long)timeout.TotalMilliseconds)}ms")
        );

    public async Task BeginAsync(IsolationLevel isolation, CancellationToken cancellation)
    {
        EnsureOpen();
        _transaction = await Connection.BeginTransactionAsync(isolation, cancellation);
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        await _transaction!.CommitAsync(cancellation);
        await EndAsync();
    }

    /// <summary>Rolls back whatever is open. Not cancellable: it is how a cancelled run ends.</summary>
    public async Task RollbackAsync()
    {
        if (_transaction is null)
        {
            return;
        }

        // A broken connection has rolled back already: the server does so when the client is gone.
        if (Connection.FullState == ConnectionState.Open)
        {
            await _transaction.RollbackAsync(CancellationToken.None);
        }

        await EndAsync();
    }

    public async Task<List<T>> QueryAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> map,
        CancellationToken cancellation,
        params object[] arguments
    )
    {
        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>
    /// Asks for what only a message needs: null if the server refuses, and an open transaction goes on. A lost connection is thrown.
    /// </summary>
    public async Task<IReadOnlyList<T>?> LookAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> map,
        CancellationToken cancellation,
        params object[] arguments
    )
    {
        if (_transaction is not null)
        {
            await ExecuteAsync($"savepoint {Look}", cancellation);
        }

        try
        {
            return await QueryAsync(sql, map, cancellation, arguments);
        }
        catch (PostgresException exception) when (!ConnectionLoss.IsMeantBy(exception))
        {
            if (_transaction is not null)
            {
                await ExecuteAsync($"rollback to savepoint {Look}", cancellation);
            }

            return null;
        }
    }

    /// <summary>Runs all queries in one round trip; one that fails fails all of them.</summary>
    public async Task<List<List<T>>> BatchAsync<T>(
        IEnumerable<SessionQuery> queries,
        Func<NpgsqlDataReader, T> map,
        CancellationToken cancellation
    )
    {
        var reads = queries.Select(query => new SessionRead<T>(query, map)).ToList();
        await ReadAsync(reads, cancellation);
        return [.. reads.Select(read => read.Rows)];
    }

    /// <summary>The same for queries whose rows are of different kinds: each keeps its own.</summary>
    /// <param name="reads">The queries.</param>
    /// <param name="cancellation">Ends them.</param>
    /// <param name="prepared">Whether they stay prepared, for a run that asks them again and again.</param>
    public async Task ReadAsync(
        IReadOnlyCollection<BatchedRead> reads,
        CancellationToken cancellation,
        bool prepared = false
    )
    {
        if (reads.Count == 0)
        {
            return;
        }

        await using var batch = Batch(reads);
        if (prepared)
        {
            await batch.PrepareAsync(cancellation);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var read in reads.Where(read => read.HasResult))
        {
            while (await reader.ReadAsync(cancellation))
            {
                read.Add(reader);
            }

            await reader.NextResultAsync(cancellation);
        }
    }

    public async Task<T> ScalarAsync<T>(
        string sql,
        CancellationToken cancellation,
        params object[] arguments
    )
    {
        await using var command = Command(sql, arguments);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task ExecuteAsync(
        string sql,
        CancellationToken cancellation,
        params object[] arguments
    )
    {
        await using var command = Command(sql, arguments);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Several statements in one round trip: what they lock is held no longer than they need.</summary>
    public async Task ExecuteBatchAsync(
        IEnumerable<string> statements,
        CancellationToken cancellation
    )
    {
        await using var batch = Batch([
            .. statements.Select(statement => new SessionCommand(statement)),
        ]);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        await Connection.DisposeAsync();
    }

    private async Task EndAsync()
    {
        await _transaction!.DisposeAsync();
        _transaction = null;
    }

    /// <summary>A connection that was lost earlier, while nobody looked, is told as such.</summary>
    private void EnsureOpen()
    {
        if (Connection.State != ConnectionState.Open)
        {
            throw new ConnectionLostException("A connection to the server was lost.");
        }
    }

    /// <summary>The queries as a batch of this session, without a time limit.</summary>
    internal NpgsqlBatch Batch(IReadOnlyCollection<BatchedRead> reads)
    {
        EnsureOpen();
        var batch = new NpgsqlBatch(Connection) { Timeout = 0 };
        foreach (var read in reads)
        {
            var command = new NpgsqlBatchCommand(read.Query.Sql);
            foreach (var argument in read.Query.Arguments)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = argument });
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    /// <summary>A command of this session, without a time limit.</summary>
    internal NpgsqlCommand Command(string sql, object[] arguments)
    {
        EnsureOpen();
        // No command timeout: an index or a digest of a big table takes what it takes; cancellation ends it.
        var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        return command;
    }
}
