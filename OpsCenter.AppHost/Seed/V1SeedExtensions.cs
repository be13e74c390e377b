using OpsCenter.AppHost;

namespace Aspire.Hosting;

/// <summary>Adds the V1 database to a distributed application.</summary>
internal static class V1SeedExtensions
{
    /// <summary>Adds what builds the V1 schema with sample data, once, when the database is ready.</summary>
    /// <returns>Null if nothing is seeded.</returns>
    public static IResourceBuilder<ProjectResource>? AddV1Seed(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<IResourceWithConnectionString> database,
        AppHostSettings settings
    )
    {
        if (!settings.Seed)
        {
            return null;
        }

        var shape = builder.AddParameter(AppHostSettings.ShapeParameter, settings.Shape);
        var rows = builder.AddParameter(AppHostSettings.RowsParameter, settings.Rows);
        var seed = builder
            .AddProject<Projects.OpsCenter_MigrationService>(name)
            .WithArgs("seed", "--shape", shape, "--usage-rows", rows)
            .WithIconName("DatabasePlugConnected")
            .WithoutHttpsCertificate()
            .WithOpsCenterDatabase(database)
            .WaitFor(database);
        return settings.StartupIndexes ? seed.WithArgs("--startup-indexes") : seed;
    }

    /// <summary>Waits for the V1 database and its traffic, as far as there are any.</summary>
    public static IResourceBuilder<SqlMigrationResource> WaitForV1(
        this IResourceBuilder<SqlMigrationResource> migration,
        IResourceBuilder<ProjectResource>? seed,
        IResourceBuilder<ProjectResource>? traffic
    )
    {
        if (seed is not null)
        {
            migration.WaitForCompletion(seed);
        }

        if (traffic is not null)
        {
            migration.WaitFor(traffic);
        }

        return migration;
    }
}
