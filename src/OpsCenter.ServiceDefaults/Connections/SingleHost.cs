using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>
/// Chooses one of several hosts for a whole run. Its sessions protect each other: a lock on one server protects nothing on another, so
/// that neither load balancing nor a failover in the middle may spread them.
/// </summary>
public static class SingleHost
{
    /// <summary>The same connection with the one host that answers and has the wanted role; unchanged if it names one host only.</summary>
    /// <param name="connectionString">A complete connection. Without a wish the primary is preferred.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="NpgsqlException">No host can be reached, or none has the wanted role.</exception>
    public static async Task<string> ChooseAsync(
        string connectionString,
        CancellationToken cancellation
    )
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        var wanted = builder.TargetSessionAttributes;
        var several = builder.Host!.Contains(',', StringComparison.Ordinal);
        if (!several && wanted is null)
        {
            return connectionString;
        }

        builder.TargetSessionAttributes = null;
        builder.LoadBalanceHosts = false;
        var asked = new NpgsqlConnectionStringBuilder(builder.ConnectionString) { Pooling = false };
        await using var source = new NpgsqlDataSourceBuilder(
            asked.ConnectionString
        ).BuildMultiHost();
        // Npgsql does not look at the token while it waits for a server that took the connection and is silent.
        await using var connection = await source
            .WithTargetSession(Role(wanted))
            .OpenConnectionAsync(cancellation)
            .AsTask()
            .WaitAsync(cancellation);
        (builder.Host, builder.Port) = (connection.Host!, connection.Port);
        return builder.ConnectionString;
    }

    private static TargetSessionAttributes Role(string? wanted) =>
        Enum.TryParse<TargetSessionAttributes>(
            (wanted ?? "prefer-primary").Replace("-", "", StringComparison.Ordinal),
            ignoreCase: true,
            out var role
        )
            ? role
            : TargetSessionAttributes.PreferPrimary;
}
