using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OpsCenter.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>The common setup of OpsCenter processes.</summary>
public static class ServiceDefaultsExtensions
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Collects traces, metrics and logs and exports them with OTLP, if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. Call
    /// it once per host. A one-shot process calls <see cref="OpsCenter.ServiceDefaults.Hosting.ProgramEnd.EndAsync"/>
    /// at its end.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="sampling">Wraps the export processor and forwards the spans to export; null for all.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(
        this TBuilder builder,
        Func<BaseProcessor<Activity>, BaseProcessor<Activity>>? sampling = null
    )
        where TBuilder : IHostApplicationBuilder
    {
        // Without an endpoint the SDK is not loaded: that would take longer than a short command.
        if (!builder.Configuration.IsTelemetryWanted())
        {
            return builder;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
            logging.AddOtlpExporter();
        });

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, builder.Environment))
            .WithTracing(tracing =>
                tracing
                    .AddSource(
                        TelemetryNames.Migrations,
                        TelemetryNames.Service,
                        TelemetryNames.V1Traffic
                    )
                    .AddProcessor(services => Exporting(services, sampling))
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(TelemetryNames.Migrations, TelemetryNames.V1Traffic)
                    .AddRuntimeInstrumentation()
                    .AddOtlpExporter()
            );
        return builder;
    }

    /// <summary>
    /// Whether <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is a valid address. With an invalid one the SDK would end the
    /// program.
    /// </summary>
    internal static bool IsTelemetryWanted(this IConfiguration configuration) =>
        Uri.TryCreate(configuration[EndpointKey], UriKind.Absolute, out var endpoint)
        && endpoint.Scheme is "http" or "https";

    private static BaseProcessor<Activity> Exporting(
        IServiceProvider services,
        Func<BaseProcessor<Activity>, BaseProcessor<Activity>>? sampling
    )
    {
        var options = services.GetRequiredService<IOptionsMonitor<OtlpExporterOptions>>();
        var export = new BatchActivityExportProcessor(new OtlpTraceExporter(options.CurrentValue));
        return sampling is null ? export : sampling(export);
    }

    /// <summary>OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES are read last, so they override the defaults.</summary>
    private static void Describe(ResourceBuilder resource, IHostEnvironment environment) =>
        resource
            .AddService(
                environment.ApplicationName,
                serviceVersion: typeof(ServiceDefaultsExtensions)
                    .Assembly.GetName()
                    .Version?.ToString(3)
            )
            .AddAttributes([new("deployment.environment.name", environment.EnvironmentName)])
            .AddEnvironmentVariableDetector();
}
