using Npgsql;
using OpsCenter.Testing.Databases;
using Xunit;

namespace OpsCenter.Testing;

/// <summary>A test's own database. It is dropped on disposal, unless the test failed: then it is kept and its address printed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly string? _passwordFile;
    private readonly FailedAssertions _failures = FailedAssertions.Watch();

    internal TestDatabase(
        TestServer server,
        string name,
        string connectionString,
        string? passwordFile
    )
    {
        _server = server;
        _passwordFile = passwordFile;
        Name = name;
        ConnectionString = connectionString;
        DataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxPoolSize = 20,
                IncludeErrorDetail = true,
            }
        );
    }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    /// <summary>The server's major version.</summary>
    public int Major => _server.Major;

    /// <summary>A superuser's connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>A superuser's data source.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>psql as a superuser.</summary>
    public Psql Psql => new(ConnectionString);

    /// <summary>The connection string of another role.</summary>
    public string ConnectionStringFor(string role, string password) =>
        new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Username = role,
            Password = password,
        }.ConnectionString;

    /// <summary>Runs statements; returns the number of rows they wrote.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of the first row; the default of <typeparamref name="T"/> for NULL or no row.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Every row as its values' text, NULL as null.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(string sql)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return await TextRows.ReadAsync(connection, sql);
    }

    /// <summary>Closes the connections and drops the database, or keeps it for a failed test.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (_failures.TestFailed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                KeptDatabase.Describe(ConnectionString, _passwordFile)
            );
            return;
        }

        await _server.DropAsync(Name);
    }
}
