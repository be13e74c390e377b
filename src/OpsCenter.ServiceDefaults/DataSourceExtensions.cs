using Npgsql;
using OpsCenter.ServiceDefaults;
using OpsCenter.ServiceDefaults.Connections;

namespace Microsoft.Extensions.Hosting;

/// <summary>The data source of a process, by Aspire's Npgsql integration.</summary>
public static class DataSourceExtensions
{
    /// <summary>
    /// Adds an <see cref="NpgsqlDataSource"/> for the named connection string; the integration adds its traces, metrics and health
    /// check.
    /// </summary>
    /// <exception cref="MissingConnectionStringException">The configuration has no such connection string.</exception>
    public static IHostApplicationBuilder AddOpsCenterDataSource(
        this IHostApplicationBuilder builder,
        string connectionName = "opscenterdb"
    )
    {
        // The integration would complain only when the data source is first used, and without naming --connection.
        _ = ConnectionStringLookup.Required(builder.Configuration, connectionName);
        builder.AddNpgsqlDataSource(
            connectionName,
            configureDataSourceBuilder: source => source.UseBuiltInTypesOnly()
        );
        return builder;
    }
}
