using Microsoft.Extensions.Configuration;
using OpsCenter.AppHost;
using OpsCenter.AppHost.Output;
using OpsCenter.AppHost.Servers;

namespace Aspire.Hosting;

/// <summary>Adds the OpsCenter database to a distributed application.</summary>
internal static class OpsCenterDatabaseExtensions
{
    private const string ServerName = "postgres";
    private const string ImageTag = "18.4";

    /// <summary>
    /// Adds the database: on a server that runs already if a connection string of that name is configured, else on a container if
    /// a container runtime works here, else on the embedded server. What is started is thrown away at the end.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource, of its connection string, and of the database.</param>
    /// <param name="settings">What the configuration asks for.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddOpsCenterDatabase(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        AppHostSettings settings
    )
    {
        HostFailures.LeaveToTheCaller(builder.Services);
        return ServerChoice.Choose(
            builder.Configuration,
            name,
            settings.Postgres,
            () => builder.ExecutionContext.IsPublishMode || UseContainerRuntime(builder)
        ) switch
        {
            ServerKind.Existing => builder.AddGivenDatabase(name),
            ServerKind.Container => builder
                .AddPostgres(ServerName)
                .WithImageTag(ImageTag)
                // A published server creates its database by itself; in run mode Aspire does.
                .WithEnvironment("POSTGRES_DB", name)
                .AddDatabase(name),
            _ => builder.AddEmbeddedPostgres(ServerName).AddDatabase(name),
        };
    }

    /// <summary>Gives a program this database. An operator's own variables must not send it to another one, so they are emptied.</summary>
    public static IResourceBuilder<ProjectResource> WithOpsCenterDatabase(
        this IResourceBuilder<ProjectResource> program,
        IResourceBuilder<IResourceWithConnectionString> database
    ) =>
        program
            .WithReference(database)
            .WithEnvironment("OPSCENTER_CONNECTION", "")
            .WithEnvironment("PGOPTIONS", "");

    /// <summary>
    /// In run mode a resource of its own, because the dashboard lists a connection string from the configuration under its parameters
    /// only. It has no health check: the migration itself waits for the server, and fails if it does not come.
    /// </summary>
    private static IResourceBuilder<IResourceWithConnectionString> AddGivenDatabase(
        this IDistributedApplicationBuilder builder,
        string name
    )
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.AddConnectionString(name);
        }

        var given = builder.AddParameter(
            $"{name}-connection",
            () => builder.Configuration.GetConnectionString(name) ?? "",
            secret: true
        );
        return builder
            .AddConnectionString(name, ReferenceExpression.Create($"{given}"))
            .WithIconName("Database");
    }

    /// <summary>Aspire is told which runtime answered, so that it does not take the one that did not.</summary>
    private static bool UseContainerRuntime(IDistributedApplicationBuilder builder)
    {
        var found = ContainerRuntime.Find(builder.Configuration[ContainerRuntime.Key]);
        if (found is not null)
        {
            builder.Configuration[ContainerRuntime.Key] = found;
        }

        return found is not null;
    }
}
