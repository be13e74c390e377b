using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace OpsCenter.Aspire.Hosting.EmbeddedPostgres;

/// <summary>Healthy means that a connection can be opened.</summary>
internal static class ConnectionCheck
{
    public static async Task<HealthCheckResult> RunAsync(
        IResourceWithConnectionString resource,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // The server's own connection string names no database, and Npgsql would take the user's name; that is the one it has.
            var parts = new NpgsqlConnectionStringBuilder(
                await resource.GetConnectionStringAsync(cancellationToken)
            )
            {
                // A pool would keep sessions that hold up the server's shutdown.
                Pooling = false,
            };
            await using var connection = new NpgsqlConnection(parts.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException notYet)
        {
            return HealthCheckResult.Unhealthy(notYet.Message, notYet);
        }
    }
}
