using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Asks, before anything is begun, whether a database can be worked with.</summary>
public static class DatabaseReach
{
    /// <summary>Opens a connection and closes it again.</summary>
    /// <exception cref="ConnectionFailedException">The server cannot be reached, or does not let the role in.</exception>
    /// <exception cref="UnsupportedServerException">The server is too old.</exception>
    public static async Task EnsureAsync(
        NpgsqlDataSource dataSource,
        CancellationToken cancellation = default
    )
    {
        await using var session = await DatabaseSession.OpenAsync(dataSource, cancellation);
    }
}
