using Aspire.Hosting.Pipelines;

namespace OpsCenter.Aspire.Hosting.Publishing;

/// <summary>The migration as a container that runs once.</summary>
internal static class MigrationJob
{
    /// <summary>Where the image has the folder of the migrations.</summary>
    private const string MigrationsFolder = "/migrations";

    private const string BackupFolder = "/var/lib/opscenter/backups";

    public static IResourceBuilder<SqlMigrationResource> Configure(
        IResourceBuilder<SqlMigrationResource> builder,
        string contextPath,
        string dockerfilePath
    )
    {
        var migration = builder.Resource;
        // Replaces the exclusion that a migration without an image has.
        foreach (
            var callback in migration
                .Annotations.OfType<ManifestPublishingCallbackAnnotation>()
                .ToArray()
        )
        {
            migration.Annotations.Remove(callback);
        }

        builder.WithImage(migration.Name).WithDockerfile(contextPath, dockerfilePath);
        // WithDockerfile replaces all pipeline steps of a resource.
        builder.WithPipelineStepFactory(MigrationSteps.Of);
        return builder
            .WithVolume($"{migration.Name}-backups", BackupFolder)
            .WithEnvironment("OPSCENTER_BACKUP_DIR", BackupFolder)
            .WithArgs([
                .. migration.Apply.Arguments,
                "--wait",
                migration.Options.ServerDeadlineText,
                // A backup of a folder is taken only where one says where to.
                .. migration.Folder is null
                    ? Array.Empty<string>()
                    : ["--backup-dir", BackupFolder],
                .. migration.Folder is null
                    ? []
                    : migration.Options.FolderArguments(MigrationsFolder),
            ]);
    }
}
