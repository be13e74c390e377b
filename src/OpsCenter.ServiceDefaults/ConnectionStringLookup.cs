using Microsoft.Extensions.Configuration;

namespace OpsCenter.ServiceDefaults;

/// <summary>Reads the connection string that a data source is made from.</summary>
internal static class ConnectionStringLookup
{
    /// <exception cref="MissingConnectionStringException">There is none, or it is blank.</exception>
    public static string Required(IConfiguration configuration, string connectionName)
    {
        var connectionString = configuration.GetConnectionString(connectionName);
        return string.IsNullOrWhiteSpace(connectionString)
            ? throw new MissingConnectionStringException(connectionName)
            : connectionString;
    }
}
