using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost.Seed;

namespace Aspire.Hosting;

/// <summary>Adds the command Re-seed.</summary>
internal static class ReseedExtensions
{
    /// <summary>
    /// Lets the migration start over on fresh sample data: in run mode, and only where the server is our own. The database is dropped.
    /// </summary>
    public static IResourceBuilder<SqlMigrationResource> WithReseed(
        this IResourceBuilder<SqlMigrationResource> migration,
        IResourceBuilder<IResourceWithConnectionString> database,
        IResourceBuilder<ProjectResource>? seed,
        IResourceBuilder<ProjectResource>? traffic
    )
    {
        if (
            seed is null
            || database.Resource
                is not IResourceWithParent { Parent: IResourceWithConnectionString server }
            || migration.ApplicationBuilder.ExecutionContext.IsPublishMode
        )
        {
            return migration;
        }

        var reseed = new Reseed(server, database.Resource.Name, seed.Resource, traffic?.Resource);
        return migration.WithCommand(
            "re-seed",
            "Re-seed",
            async context =>
            {
                await reseed.RunAsync(context.Services, context.CancellationToken);
                await context
                    .Services.GetRequiredService<ResourceCommandService>()
                    .ExecuteCommandAsync(migration.Resource, "status", context.CancellationToken);
                return CommandResults.Success("The V1 database was built anew. Apply migrates it.");
            },
            new CommandOptions
            {
                Description =
                    "Drops the database and builds the V1 database with sample data anew.",
                IconName = "ArrowReset",
                UpdateState = _ =>
                    migration.Resource.IsRunning
                        ? ResourceCommandState.Disabled
                        : ResourceCommandState.Enabled,
                ConfirmationMessage =
                    $"Drop the database {database.Resource.Name} with all its rows, and build the V1 database anew?",
            }
        );
    }
}
