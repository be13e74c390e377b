using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>
/// Chooses one of several hosts for a whole run. All sessions must use the same server, because a lock on one server
/// has no effect on another: neither load balancing nor a failover may distribute them.
/// </summary>
public static class SingleHost
{
    /// <summary>
    /// The same connection with the first host that responds and has the requested role; unchanged if there is only
    /// one.
    /// </summary>
    /// <param name="connectionString">A complete connection string. By default the primary is preferred.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="NpgsqlException">No host can be reached, or none has the requested role.</exception>
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
        // Npgsql ignores the token while it waits for a server that accepted the connection but does not respond.
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
