using OpsCenter.AppHost;
using OpsCenter.AppHost.CommandLine;

// PostgreSQL, the V1 schema with sample data, V1 traffic, and beside the traffic the migration: each waits for the one before it.
return await AppHostCommand.RunAsync(
    args,
    async hostArguments =>
    {
        var builder = DistributedApplication.CreateBuilder(hostArguments);
        var settings = AppHostSettings.Read(builder);

        var database = builder.AddOpsCenterDatabase(AppHostSettings.DatabaseName, settings);
        var seed = builder.AddV1Seed("v1-seed", database, settings);
        var traffic = builder.AddV1Traffic("v1-traffic", database, seed, settings);

        var migration = database
            .AddSqlMigrations<Projects.OpsCenter_MigrationService>(
                "migration",
                new SqlMigrationOptions { TakeBackup = !settings.NoBackup }
            )
            .WaitForV1(seed, traffic)
            .WithReseed(database, seed, traffic)
            .PublishAsJob("..", "src/OpsCenter.MigrationService/Dockerfile");

        return await builder.Build().RunToEndAsync(migration, seed, traffic, settings.Once);
    }
);
