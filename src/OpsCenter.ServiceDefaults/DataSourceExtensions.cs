using Npgsql;
using OpsCenter.ServiceDefaults;
using OpsCenter.ServiceDefaults.Connections;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers the data source of a process with the Npgsql integration of Aspire.</summary>
public static class DataSourceExtensions
{
    /// <summary>
    /// Adds an <see cref="NpgsqlDataSource"/> for the named connection string. The integration adds a health check and,
    /// where telemetry is exported, traces and metrics.
    /// </summary>
    /// <exception cref="MissingConnectionStringException">The connection string is not configured.</exception>
    public static IHostApplicationBuilder AddOpsCenterDataSource(
        this IHostApplicationBuilder builder,
        string connectionName = "opscenterdb"
    )
    {
        // The integration would fail only when the data source is first used, with a message that does not mention
        // --connection.
        _ = ConnectionStringLookup.Required(builder.Configuration, connectionName);
        builder.AddNpgsqlDataSource(
            connectionName,
            // Each of the two loads the SDK, also where nothing is exported.
            settings =>
            {
                var isSilent = !builder.Configuration.IsTelemetryWanted();
                settings.DisableMetrics |= isSilent;
                settings.DisableTracing |= isSilent;
            },
            configureDataSourceBuilder: source => source.UseBuiltInTypesOnly()
        );
        return builder;
    }
}
