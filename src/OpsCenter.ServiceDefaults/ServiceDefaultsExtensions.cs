using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpsCenter.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every OpsCenter process does first.</summary>
public static class ServiceDefaultsExtensions
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceNameKey = "OTEL_SERVICE_NAME";

    /// <summary>
    /// Collects traces, metrics and logs and exports them by OTLP, if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. Call it once per
    /// host; a process that ends by itself calls <see cref="TelemetryFlush.FlushTelemetryAsync"/> before it does.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        // Nobody to tell it to: the SDK alone would cost a short command more time than its work.
        if (!builder.Configuration.IsTelemetryWanted())
        {
            return builder;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, builder))
            .WithTracing(tracing =>
                tracing.AddSource(TelemetryNames.Migrations, TelemetryNames.V1Traffic)
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(TelemetryNames.Migrations, TelemetryNames.V1Traffic)
                    .AddRuntimeInstrumentation()
            )
            .UseOtlpExporter();
        return builder;
    }

    /// <summary>
    /// Whether somebody listens: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, to an address. The SDK would end the program for one that is none.
    /// </summary>
    internal static bool IsTelemetryWanted(this IConfiguration configuration) =>
        Uri.TryCreate(configuration[EndpointKey], UriKind.Absolute, out var endpoint)
        && endpoint.Scheme is "http" or "https";

    /// <summary>OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, which the SDK reads itself, keep the last word.</summary>
    private static void Describe(ResourceBuilder resource, IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[ServiceNameKey]))
        {
            resource.AddService(
                builder.Environment.ApplicationName,
                serviceVersion: typeof(ServiceDefaultsExtensions)
                    .Assembly.GetName()
                    .Version?.ToString(3)
            );
        }

        resource.AddAttributes([
            new("deployment.environment.name", builder.Environment.EnvironmentName),
        ]);
    }
}
