using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpsCenter.AppHost.Servers;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL as an executable, so that no container runtime is needed.</summary>
internal static class EmbeddedPostgresBuilderExtensions
{
    /// <summary>Adds a private server, thrown away with its data at the end.</summary>
    public static IResourceBuilder<EmbeddedPostgresResource> AddEmbeddedPostgres(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name
    )
    {
        var server = new EmbeddedPostgresResource(name);
        builder.Services.AddKeyedSingleton<ClusterOwner>(name);
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (started, cancellationToken) =>
                PrepareAsync(server, started.Services, cancellationToken)
        );
        builder.Eventing.Subscribe<ResourceReadyEvent>(
            server,
            (ready, cancellationToken) =>
                CreateDatabasesAsync(server, ready.Services, cancellationToken)
        );
        builder.Eventing.Subscribe<ResourceStoppedEvent>(
            server,
            (stopped, _) => PublishStateAsync(server, stopped.Services, KnownResourceStates.Exited)
        );

        return builder
            .AddResource(server)
            .WithArgs(context =>
            {
                foreach (var argument in server.Cluster.Command.Arguments)
                {
                    context.Args.Add(argument);
                }
            })
            .WithEndpoint(
                scheme: "tcp",
                name: EmbeddedPostgresResource.PrimaryEndpointName,
                isProxied: false
            )
            .WithIconName("DatabaseMultiple")
            .WithHealthCheck(AddConnectionCheck(builder, server))
            .ExcludeFromManifest();
    }

    /// <summary>Adds a database, which is created when the server is ready.</summary>
    public static IResourceBuilder<EmbeddedPostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<EmbeddedPostgresResource> builder,
        [ResourceName] string name
    )
    {
        var database = new EmbeddedPostgresDatabaseResource(name, builder.Resource);
        builder.Resource.Databases.Add(database);
        return builder
            .ApplicationBuilder.AddResource(database)
            .WithIconName("Database")
            .WithHealthCheck(AddConnectionCheck(builder.ApplicationBuilder, database))
            .ExcludeFromManifest();
    }

    private static async Task PrepareAsync(
        EmbeddedPostgresResource server,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var owner = services.GetRequiredKeyedService<ClusterOwner>(server.Name);
        var log = services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
        server.Cluster = await owner.PrepareAsync(
            line => log.LogInformation("{Line}", line),
            cancellationToken
        );

        var executable = server.Annotations.OfType<ExecutableAnnotation>().Single();
        executable.Command = server.Cluster.Command.FileName;
        executable.WorkingDirectory = server.Cluster.Command.WorkingDirectory;

        var endpoint = server.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.Port = server.Cluster.Port;
        endpoint.TargetPort = server.Cluster.Port;
    }

    private static async Task CreateDatabasesAsync(
        EmbeddedPostgresResource server,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        foreach (var database in server.Databases)
        {
            await EmptyDatabase.EnsureAsync(
                server.Cluster.ConnectionString,
                database.Name,
                cancellationToken
            );
        }

        await PublishStateAsync(server, services, KnownResourceStates.Running);
    }

    /// <summary>Aspire hands a container's state on to its children, but not an executable's.</summary>
    private static async Task PublishStateAsync(
        EmbeddedPostgresResource server,
        IServiceProvider services,
        string state
    )
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        foreach (var database in server.Databases)
        {
            await notifications.PublishUpdateAsync(
                database,
                snapshot => snapshot with { State = state }
            );
        }
    }

    private static string AddConnectionCheck(
        IDistributedApplicationBuilder builder,
        IResourceWithConnectionString resource
    )
    {
        var key = $"{resource.Name}_check";
        builder
            .Services.AddHealthChecks()
            .AddAsyncCheck(key, token => ConnectionCheck.RunAsync(resource, token));
        return key;
    }
}
