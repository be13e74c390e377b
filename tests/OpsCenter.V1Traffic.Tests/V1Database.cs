using Npgsql;
using OpsCenter.Testing.Templates;

namespace OpsCenter.V1Traffic.Tests;

/// <summary>V1 databases, and what these tests ask of them.</summary>
internal static class V1Database
{
    public static TheoryData<string> Shapes => ["a", "b"];

    public static Task<TestDatabase> CreateAsync(string shape, int? major = null) =>
        TestServer
            .For(major ?? TestMajors.Newest)
            .CreateDatabaseAsync(shape == "a" ? V1Templates.ShapeA : V1Templates.ShapeB);

    public static Task<long> UsageRowsAsync(this TestDatabase database) =>
        database.ScalarAsync<long>("select count(*) from llm_usage_logs");

    /// <summary>Nobody can touch the table until the connection is disposed.</summary>
    public static async Task<NpgsqlConnection> LockAsync(this TestDatabase database, string table)
    {
        var connection = await database.DataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            $"begin; lock table {table} in access exclusive mode",
            connection
        );
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Traffic under an application name of its own, in a pool of its own.</summary>
    public static NpgsqlDataSource ForTraffic(this TestDatabase database, string? role = null) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(
                role is null ? database.ConnectionString : database.ConnectionStringFor(role, role)
            )
            {
                ApplicationName = "traffic",
                Pooling = false,
            }
        );
}
