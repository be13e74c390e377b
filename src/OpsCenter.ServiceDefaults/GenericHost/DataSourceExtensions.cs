using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpsCenter.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>The data source of a process, without Aspire.</summary>
public static class DataSourceExtensions
{
    /// <summary>Adds an <see cref="NpgsqlDataSource"/> for the named connection string, with its traces and metrics.</summary>
    /// <exception cref="MissingConnectionStringException">The configuration has no such connection string.</exception>
    public static IHostApplicationBuilder AddOpsCenterDataSource(
        this IHostApplicationBuilder builder,
        string connectionName = "opscenterdb"
    )
    {
        builder.Services.AddNpgsqlDataSource(
            ConnectionStringLookup.Required(builder.Configuration, connectionName)
        );
        if (builder.Configuration.IsTelemetryWanted())
        {
            builder
                .Services.AddOpenTelemetry()
                .WithTracing(tracing => tracing.AddNpgsql())
                .WithMetrics(metrics => metrics.AddNpgsqlInstrumentation());
        }

        return builder;
    }
}
