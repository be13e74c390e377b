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
        return migration.WithExclusiveCommand(
            "re-seed",
            "Re-seed",
            (context, cancellationToken) => reseed.RunAsync(context.Services, cancellationToken),
            new CommandOptions
            {
                Description =
                    "Drops the database and builds the V1 database with sample data anew. Apply migrates it again.",
                IconName = "ArrowReset",
                ConfirmationMessage =
                    $"Drop the database {database.Resource.Name} with all its rows, and build the V1 database anew?",
            }
        );
    }
}
