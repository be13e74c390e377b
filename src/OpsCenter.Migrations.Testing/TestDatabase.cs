using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Migrations.Testing.Databases;
using OpsCenter.Migrations.Testing.Servers;
using Xunit;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// The database of one test. Disposal drops it; after a failed test it is kept, and its connection string is printed.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly RunningTestServer _server;
    private readonly ScratchDatabase _database;
    private readonly FailedAssertions _failures = FailedAssertions.Watch();

    internal TestDatabase(RunningTestServer server, ScratchDatabase database)
    {
        _server = server;
        _database = database;
    }

    /// <summary>The name of the database.</summary>
    public string Name => _database.Name;

    /// <summary>The major version of the server.</summary>
    public int Major => _server.Databases.Major;

    /// <summary>The connection string of a superuser.</summary>
    public string ConnectionString => _database.ConnectionString;

    /// <summary>The data source of a superuser.</summary>
    public NpgsqlDataSource DataSource => _database.DataSource;

    /// <summary>The connection string of another role.</summary>
    public string ConnectionStringFor(string role, string password) =>
        new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Username = role,
            Password = password,
        }.ConnectionString;

    /// <summary>Runs statements; returns the number of rows written.</summary>
    public Task<int> ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    /// <summary>The first value of the first row; the default of <typeparamref name="T"/> for NULL or no row.</summary>
    public Task<T?> ScalarAsync<T>(string sql) => _database.ScalarAsync<T>(sql);

    /// <summary>The rows of a query. Each value is text; NULL is null.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(string sql)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return await TextRows.ReadAsync(connection, sql);
    }

    /// <summary>Closes the connections and drops the database, unless the test failed.</summary>
    public async ValueTask DisposeAsync()
    {
        _database.IsKept = _failures.TestFailed;
        await _database.DisposeAsync();
        if (_database.IsKept)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                KeptDatabase.Describe(ConnectionString, _server.PasswordFile)
            );
        }
    }
}
