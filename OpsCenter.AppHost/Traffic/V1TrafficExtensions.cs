using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpsCenter.AppHost.Traffic;

namespace Aspire.Hosting;

/// <summary>Adds V1 traffic to a distributed application.</summary>
internal static class V1TrafficExtensions
{
    /// <summary>How often it writes a line into its log, so that one sees in the dashboard that it goes on.</summary>
    private const string Progress = "5s";

    /// <summary>Adds a V1 backend's traffic, from the end of the seed to the end of the run. It is never published.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="arguments">Its arguments; null for no traffic.</param>
    /// <param name="database">The database.</param>
    /// <param name="seed">What builds V1's tables in it.</param>
    /// <returns>Null if there is no traffic.</returns>
    public static IResourceBuilder<ProjectResource>? AddV1Traffic(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IReadOnlyList<string>? arguments,
        IResourceBuilder<IResourceWithConnectionString> database,
        IResourceBuilder<ProjectResource> seed
    ) =>
        arguments is null || builder.ExecutionContext.IsPublishMode
            ? null
            : builder
                .AddProject<Projects.OpsCenter_V1Traffic>(name)
                .WithArgs([.. arguments, "--progress", Progress])
                .WithOpsCenterDatabase(database)
                .WithFirstLineCheck()
                .WaitForCompletion(seed);

    /// <summary>Waits until traffic runs, which its first line says, if there is any.</summary>
    public static IResourceBuilder<ProjectResource> WaitForTraffic(
        this IResourceBuilder<ProjectResource> migration,
        IResourceBuilder<ProjectResource>? traffic
    ) => traffic is null ? migration : migration.WaitFor(traffic);

    private static IResourceBuilder<ProjectResource> WithFirstLineCheck(
        this IResourceBuilder<ProjectResource> builder
    )
    {
        var key = $"{builder.Resource.Name}_check";
        builder
            .ApplicationBuilder.Services.AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    key,
                    services => new FirstLineCheck(
                        services.GetRequiredService<ResourceLoggerService>(),
                        builder.Resource
                    ),
                    failureStatus: null,
                    tags: null
                )
            );
        return builder.WithHealthCheck(key);
    }
}
