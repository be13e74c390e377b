using OpsCenter.AppHost;

namespace Aspire.Hosting;

/// <summary>Adds V1 traffic to a distributed application.</summary>
internal static class V1TrafficExtensions
{
    /// <summary>How often it writes a line into its log, so that one sees in the dashboard that it goes on.</summary>
    private const string Progress = "5s";

    private const string Endpoint = "health";

    /// <summary>Adds a V1 backend's traffic, from the end of the seed to the end of the run. It is healthy once it does its work.</summary>
    /// <returns>Null if there is no traffic.</returns>
    public static IResourceBuilder<ProjectResource>? AddV1Traffic(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<IResourceWithConnectionString> database,
        IResourceBuilder<ProjectResource>? seed,
        AppHostSettings settings
    )
    {
        if (!settings.Traffic)
        {
            return null;
        }

        var rate = builder.AddParameter(AppHostSettings.RateParameter, settings.Rate);
        var traffic = builder
            .AddProject<Projects.OpsCenter_V1Traffic>(name)
            .WithArgs("--rate", rate, "--progress", Progress)
            .WithIconName("ArrowRouting")
            .WithoutHttpsCertificate()
            .WithHttpEndpoint(name: Endpoint, env: "OPSCENTER_HEALTH_PORT")
            .WithHttpHealthCheck("/health", endpointName: Endpoint)
            .WithUrlForEndpoint(Endpoint, url => url.Url = "/health")
            .WithOpsCenterDatabase(database);
        return seed is null ? traffic.WaitFor(database) : traffic.WaitForCompletion(seed);
    }
}
