using Npgsql;

namespace OpsCenter.Aspire.Hosting.EmbeddedPostgres;

/// <summary>Creates the database that everything else happens in.</summary>
internal static class EmptyDatabase
{
    /// <summary>Creates the database unless it is there.</summary>
    /// <param name="serverConnectionString">To any database of the server, as a role that may create one.</param>
    /// <param name="name">The database's name.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The connection string to it.</returns>
    public static async Task<string> EnsureAsync(
        string serverConnectionString,
        string name,
        CancellationToken cancellationToken
    )
    {
        // A pooled session would stay open and hold up the server's shutdown.
        var unpooled = new NpgsqlConnectionStringBuilder(serverConnectionString)
        {
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var find = new NpgsqlCommand(
            "select 1 from pg_catalog.pg_database where datname = $1",
            connection
        )
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name } },
        };
        if (await find.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand(
                // CREATE DATABASE takes no parameters, so the name is quoted here.
                $"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                connection
            );
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        return new NpgsqlConnectionStringBuilder(serverConnectionString)
        {
            Database = name,
        }.ConnectionString;
    }
}
