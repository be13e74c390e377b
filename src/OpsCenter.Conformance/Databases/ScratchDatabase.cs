using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>A temporary database. Disposal drops it, unless the server retains it.</summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly DatabaseServer _server;

    internal ScratchDatabase(DatabaseServer server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = server.ConnectionStringFor(name);
        DataSource = ShortLivedDataSource.Create(
            new NpgsqlConnectionStringBuilder(ConnectionString)
            {
                MaxPoolSize = 20,
                IncludeErrorDetail = true,
                ApplicationName = "conformance harness",
            }
        );
    }

    /// <summary>The name of the database.</summary>
    public string Name { get; }

    /// <summary>The connection string of the role that created it.</summary>
    public string ConnectionString { get; }

    /// <summary>Connections of the role that created it.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Whether disposal keeps the database.</summary>
    public bool IsKept { get; set; }

    /// <summary>Runs statements; returns the number of rows written.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellation = default)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// Runs statements of the harness itself, which event triggers and triggers of the database must not notice. Needs a superuser.
    /// </summary>
    internal Task ExecuteUnnoticedAsync(string sql, CancellationToken cancellation = default) =>
        // All of it is one implicit transaction: an error also takes back the setting.
        ExecuteAsync(
            $"set session_replication_role = replica; {sql}; reset session_replication_role",
            cancellation
        );

    /// <summary>The first value of the first row; the default of <typeparamref name="T"/> for NULL or no row.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellation = default)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellation) is T value ? value : default;
    }

    /// <summary>Closes the connections and drops the database. Other sessions in it are terminated.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (IsKept)
        {
            _server.Forget(Name);
        }
        else
        {
            await _server.ReleaseAsync(Name);
        }
    }
}
