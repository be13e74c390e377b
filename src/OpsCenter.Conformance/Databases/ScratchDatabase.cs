using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>A database for one purpose. It is dropped on disposal, or spared for a while as its server decides.</summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly DatabaseServer _server;

    internal ScratchDatabase(DatabaseServer server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = server.ConnectionStringFor(name);
        DataSource = Sessions.Of(
            new NpgsqlConnectionStringBuilder(ConnectionString)
            {
                MaxPoolSize = 20,
                IncludeErrorDetail = true,
                ApplicationName = "conformance harness",
            }
        );
    }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    /// <summary>As whoever made it.</summary>
    public string ConnectionString { get; }

    /// <summary>Connections as whoever made it.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Whether it stays when this is disposed.</summary>
    public bool IsKept { get; set; }

    /// <summary>Runs statements; returns the number of rows they wrote.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellation = default)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first value of the first row; the default of <typeparamref name="T"/> for NULL or no row.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellation = default)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellation) is T value ? value : default;
    }

    /// <summary>Closes its connections and drops it, with whoever is connected.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (!IsKept)
        {
            await _server.LetGoAsync(Name);
        }
    }
}
