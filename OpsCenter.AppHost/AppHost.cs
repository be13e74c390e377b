using OpsCenter.AppHost;
using OpsCenter.AppHost.CommandLine;

// PostgreSQL, then the V1 schema with sample data, then V1 traffic, and beside it the migration: each waits for the one before it.
return await AppHostCommand.RunAsync(
    args,
    async hostArguments =>
    {
        var builder = DistributedApplication.CreateBuilder(hostArguments);
        var settings = AppHostSettings.Read(
            builder.Configuration,
            builder.ExecutionContext.IsPublishMode
        );

        var database = builder.AddOpsCenterDatabase(
            AppHostSettings.ConnectionName,
            settings.Postgres
        );

        var seed = builder
            .AddProject<Projects.OpsCenter_MigrationService>("v1-seed")
            .WithArgs([.. settings.SeedCommand])
            .WithOpsCenterDatabase(database)
            .WaitFor(database);

        var traffic = builder.AddV1Traffic("v1-traffic", settings.TrafficCommand, database, seed);

        var migration = builder
            .AddProject<Projects.OpsCenter_MigrationService>("migration")
            .WithArgs([.. settings.MigrationCommand])
            .WithOpsCenterDatabase(database)
            .WaitForCompletion(seed)
            .WaitForTraffic(traffic);

        return await builder
            .Build()
            .RunToEndAsync(database, [seed, migration], traffic, settings.Once);
    }
);
