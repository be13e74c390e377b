using Npgsql;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

/// <summary>One statement on one connection, as a client of a cluster.</summary>
internal static class Client
{
    public static async Task<T?> AskAsync<T>(string connectionString, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }
        );
        await using var command = dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}
