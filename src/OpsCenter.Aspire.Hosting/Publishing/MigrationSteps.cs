using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Publishing;

/// <summary>The pipeline steps of a migration: <c>aspire do migrate</c>, and the check of <c>aspire publish</c>.</summary>
internal static class MigrationSteps
{
    public const string Migrate = "migrate";

    public static IEnumerable<PipelineStep> Of(PipelineStepFactoryContext context)
    {
        var migration = (SqlMigrationResource)context.Resource;
        var migrations = context.PipelineContext.Model.Resources.OfType<SqlMigrationResource>();
        if (ReferenceEquals(migrations.First(), migration))
        {
            yield return new PipelineStep
            {
                Name = Migrate,
                Description = "Migrates every existing database of the application.",
                DependsOnSteps = [.. migrations.Select(NameOf)],
                Action = _ => Task.CompletedTask,
            };
            yield return new PipelineStep
            {
                Name = "require-publish-target",
                Description = "Fails if nothing says where the application is to be published.",
                RequiredBySteps = [WellKnownPipelineSteps.Publish],
                Action = RequireTargetAsync,
            };
        }

        yield return new PipelineStep
        {
            Name = NameOf(migration),
            Description =
                $"Backs up, migrates and verifies the existing database {migration.Database.Name}.",
            Resource = migration,
            Action = step => MigrateAsync(step, migration),
        };
    }

    private static string NameOf(SqlMigrationResource migration) => $"{Migrate}-{migration.Name}";

    private static Task RequireTargetAsync(PipelineStepContext step) =>
        step.Model.Resources.OfType<IComputeEnvironmentResource>().Any()
            ? Task.CompletedTask
            : throw new DistributedApplicationException(
                "Nothing says where the application is to be published. Add a publisher to the AppHost, such as the package "
                    + "Aspire.Hosting.Docker and builder.AddDockerComposeEnvironment(\"compose\"), and run this again. "
                    + $"To migrate a database that exists, run: aspire do {Migrate}"
            );

    private static async Task MigrateAsync(PipelineStepContext step, SqlMigrationResource migration)
    {
        var name = migration.Database.Name;
        var connectionString = step
            .Services.GetRequiredService<IConfiguration>()
            .GetConnectionString(name);
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new DistributedApplicationException(
                $"There is no connection string \"{name}\", so no database can be migrated. Set ConnectionStrings__{name} in the environment."
            );
        }

        await RunAsync([
            .. migration.Apply.Arguments,
            .. BackupOf(migration),
            .. migration.Arguments,
        ]);
        if (!migration.Apply.Verifies)
        {
            await RunAsync(["verify", .. migration.Arguments]);
        }

        step.Summary.Add($"Migration of {name}", "applied and verified");

        async Task RunAsync(IReadOnlyList<string> arguments)
        {
            var result = await ProgramRun.RunAsync(
                migration.Program,
                arguments,
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["OPSCENTER_CONNECTION"] = connectionString,
                    ["PGOPTIONS"] = "",
                },
                step.Logger,
                step.CancellationToken
            );
            if (result.ExitCode != ProgramResult.Done)
            {
                throw new DistributedApplicationException(
                    result.IsRefusal
                        ? $"The migration of {name} was refused (exit code {result.ExitCode}): see what is in the way above."
                        : $"The migration of {name} failed with exit code {result.ExitCode}: see the error above."
                );
            }
        }
    }

    /// <summary>An existing database is backed up, as its options say where to.</summary>
    private static IReadOnlyList<string> BackupOf(SqlMigrationResource migration) =>
        migration.Options.TakeBackup ? migration.Options.BackupArguments : [];
}
