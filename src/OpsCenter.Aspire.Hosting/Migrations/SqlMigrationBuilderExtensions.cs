using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpsCenter.Aspire.Hosting.Commands;
using OpsCenter.Aspire.Hosting.Migrations;
using OpsCenter.Aspire.Hosting.Publishing;
using OpsCenter.Aspire.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>Adds SQL migrations to a database of a distributed application.</summary>
public static class SqlMigrationBuilderExtensions
{
    /// <summary>
    /// Adds the migrations of a database, applied by a project that is the program <c>opscenter</c>. They are applied when the
    /// database is healthy. <c>WaitFor</c> and <c>WaitForCompletion</c> of the resource both mean a database that is migrated and
    /// verified.
    /// </summary>
    /// <typeparam name="TProject">The project, such as <c>Projects.OpsCenter_MigrationService</c>.</typeparam>
    /// <param name="database">The database; its connection string must allow the migrations' owner to log in.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="options">How they are applied; null for the defaults.</param>
    public static IResourceBuilder<SqlMigrationResource> AddSqlMigrations<TProject>(
        this IResourceBuilder<IResourceWithConnectionString> database,
        [ResourceName] string name,
        SqlMigrationOptions? options = null
    )
        where TProject : IProjectMetadata, new() =>
        Add(database, name, MigrationProgram.OfProject(new TProject().ProjectPath), options);

    /// <summary>
    /// Adds a folder of migrations of a database, of any known convention, applied by a project that is the program
    /// <c>opscenter</c>. States, commands and waits are those of OpsCenter's own migrations.
    /// </summary>
    /// <typeparam name="TProject">The project, such as <c>Projects.OpsCenter_MigrationService</c>.</typeparam>
    /// <param name="database">The database; its connection string must allow the migrations' owner to log in.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="migrations">The folder, relative to the AppHost's: <c>../db/migrations</c>.</param>
    /// <param name="options">How they are applied; null for the defaults.</param>
    public static IResourceBuilder<SqlMigrationResource> AddSqlMigrations<TProject>(
        this IResourceBuilder<IResourceWithConnectionString> database,
        [ResourceName] string name,
        string migrations,
        SqlMigrationOptions? options = null
    )
        where TProject : IProjectMetadata, new() =>
        Add(
            database,
            name,
            MigrationProgram.OfProject(new TProject().ProjectPath),
            options,
            migrations
        );

    /// <summary>Adds the migrations of a database, applied by an installed program.</summary>
    /// <param name="database">The database; its connection string must allow the migrations' owner to log in.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="options">Which program, and how they are applied; null for the defaults.</param>
    public static IResourceBuilder<SqlMigrationResource> AddSqlMigrations(
        this IResourceBuilder<IResourceWithConnectionString> database,
        [ResourceName] string name,
        SqlMigrationOptions? options = null
    ) => Add(database, name, ProgramOf(options), options);

    /// <summary>Adds a folder of migrations of a database, of any known convention, applied by an installed program.</summary>
    /// <param name="database">The database; its connection string must allow the migrations' owner to log in.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="migrations">The folder, relative to the AppHost's: <c>../db/migrations</c>.</param>
    /// <param name="options">Which program, and how they are applied; null for the defaults.</param>
    public static IResourceBuilder<SqlMigrationResource> AddSqlMigrations(
        this IResourceBuilder<IResourceWithConnectionString> database,
        [ResourceName] string name,
        string migrations,
        SqlMigrationOptions? options = null
    ) => Add(database, name, ProgramOf(options), options, migrations);

    /// <summary>
    /// Publishes the migrations as a container that runs once: it waits for the server, takes a backup into a volume, applies and
    /// verifies. The image must contain <c>opscenter</c> as its entry point, and a <c>pg_dump</c> that is not older than the
    /// server. Does nothing in run mode.
    /// </summary>
    /// <param name="builder">The migrations.</param>
    /// <param name="contextPath">The folder that the image is built from, relative to the AppHost's.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to <paramref name="contextPath"/>.</param>
    public static IResourceBuilder<SqlMigrationResource> PublishAsJob(
        this IResourceBuilder<SqlMigrationResource> builder,
        string contextPath,
        string dockerfilePath
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? MigrationJob.Configure(builder, contextPath, dockerfilePath)
            : builder;
    }

    /// <summary>
    /// Adds a command that needs the database for itself. It is disabled while another command of the resource runs, and the others
    /// while it runs; the resource is in the state Waiting meanwhile. After it, <c>opscenter status</c> gives the resource's state.
    /// </summary>
    /// <param name="builder">The migrations.</param>
    /// <param name="name">The command's name in the API and the CLI.</param>
    /// <param name="displayName">Its name in the dashboard.</param>
    /// <param name="execute">What it does. An exception is a failure, and its message is shown.</param>
    /// <param name="options">Description, icon and confirmation; its <c>UpdateState</c> is replaced.</param>
    public static IResourceBuilder<SqlMigrationResource> WithExclusiveCommand(
        this IResourceBuilder<SqlMigrationResource> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, CancellationToken, Task> execute,
        CommandOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.UpdateState = _ => OperationCommands.StateOf(builder.Resource);
        return builder.WithCommand(
            name,
            displayName,
            async context =>
                await context
                    .Services.GetRequiredService<MigrationRunner>()
                    .TryRunExclusivelyAsync(
                        builder.Resource,
                        token => execute(context, token),
                        context.CancellationToken
                    )
                    ? CommandResults.Success($"{displayName}: done.")
                    : OperationCommands.Occupied(builder.Resource),
            options
        );
    }

    private static MigrationProgram ProgramOf(SqlMigrationOptions? options) =>
        MigrationProgram.AtPath((options ?? new SqlMigrationOptions()).Program);

    private static IResourceBuilder<SqlMigrationResource> Add(
        IResourceBuilder<IResourceWithConnectionString> database,
        string name,
        MigrationProgram program,
        SqlMigrationOptions? options,
        string? migrations = null
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        var builder = database.ApplicationBuilder;
        var resource = new SqlMigrationResource(
            name,
            database.Resource,
            program,
            migrations is null ? null : Path.GetFullPath(migrations, builder.AppHostDirectory),
            options ?? new SqlMigrationOptions()
        );
        builder.Services.TryAddSingleton<MigrationRunner>();
        builder.Services.AddHostedService<MigrationShutdown>();
        var check = $"{name}_applied";
        builder
            .Services.AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    check,
                    services => new AppliedCheck(
                        services.GetRequiredService<MigrationRunner>(),
                        resource
                    ),
                    null,
                    null
                )
            );

        var migration = builder
            .AddResource(resource)
            .WithInitialState(
                new CustomResourceSnapshot
                {
                    ResourceType = "SqlMigrations",
                    State = SqlMigrationStates.Pending,
                    Properties =
                    [
                        new ResourcePropertySnapshot(
                            CustomResourceKnownProperties.Source,
                            resource.Folder ?? database.Resource.Name
                        ),
                    ],
                }
            )
            .WithIconName("DatabaseArrowUp")
            .WithReference(database)
            .WaitFor(database)
            .WithHealthCheck(check)
            .WithOtlpExporter()
            // A resource may have any name, and the program knows one only. This also keeps an operator's own variables from sending it
            // to another database.
            .WithEnvironment(
                "OPSCENTER_CONNECTION",
                ReferenceExpression.Create($"{database.Resource}")
            )
            .WithEnvironment("PGOPTIONS", "")
            .ExcludeFromManifest()
            .WithPipelineStepFactory(MigrationSteps.Of)
            .OnInitializeResource(
                (initialised, started, cancellationToken) =>
                    started
                        .Services.GetRequiredService<MigrationRunner>()
                        .StartResourceAsync(initialised, started, cancellationToken)
            );
        foreach (var operation in resource.Operations)
        {
            migration.WithOperation(operation);
        }

        builder.Eventing.Subscribe<BeforeStartEvent>(
            (started, _) =>
            {
                MigratedWait.Apply(started.Model, resource);
                return Task.CompletedTask;
            }
        );
        return migration;
    }
}
