using Microsoft.Extensions.Configuration;

namespace OpsCenter.ServiceDefaults;

/// <summary>Reads the connection string for a data source.</summary>
internal static class ConnectionStringLookup
{
    /// <exception cref="MissingConnectionStringException">It is missing or blank.</exception>
    public static string Required(IConfiguration configuration, string connectionName)
    {
        var connectionString = configuration.GetConnectionString(connectionName);
        return string.IsNullOrWhiteSpace(connectionString)
            ? throw new MissingConnectionStringException(connectionName)
            : connectionString;
    }
}
