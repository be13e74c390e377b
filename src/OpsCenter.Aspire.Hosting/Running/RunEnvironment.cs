using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>The environment variables of a run: the connection string, and where telemetry goes.</summary>
internal static class RunEnvironment
{
    public static async Task<IReadOnlyDictionary<string, string?>> OfAsync(
        SqlMigrationResource resource,
        IServiceProvider services,
        bool isTraced,
        CancellationToken cancellationToken
    )
    {
        var configuration = await ExecutionConfigurationBuilder
            .Create(resource)
            .WithEnvironmentVariablesConfig()
            .BuildAsync(
                services.GetRequiredService<DistributedApplicationExecutionContext>(),
                // It would log how it finds the address of the dashboard.
                NullLogger.Instance,
                cancellationToken
            );
        if (configuration.Exception is { } failure)
        {
            throw new DistributedApplicationException(
                $"The environment of {resource.Name} could not be determined: {failure.Message}",
                failure
            );
        }

        var variables = configuration.EnvironmentVariables.ToDictionary(
            pair => pair.Key,
            string? (pair) => pair.Value,
            StringComparer.Ordinal
        );
        // Aspire leaves these to its orchestrator, which does not start this process.
        if (!isTraced)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = null;
        }

        variables["OTEL_SERVICE_NAME"] = resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={resource.Name}";
        return variables;
    }
}
